import { bilingual, firstCharacters } from '@fieldwork/metadata';
import { digestOf, readAnswer, refuse } from './answers.js';
import type { Call, Messenger } from './messenger.js';

const usual = 'https://qyapi.weixin.qq.com';
/** The token has run out or was made anew elsewhere. */
const staleToken: readonly unknown[] = [40001, 40014, 42001];

async function tokenOf({ account, http, kept }: Call): Promise<string> {
  return kept.get('token', async () => {
    const query = new URLSearchParams({
      corpid: account.settings.corpid ?? '',
      corpsecret: account.secrets.corpsecret ?? '',
    });
    const answer = readAnswer(await http.send(`${account.settings.url || usual}/cgi-bin/gettoken?${query}`));
    refuse(answer.errcode, answer.errmsg, { tooMany: [45009], permanent: [40013, 40001, 42001] });
    return { value: String(answer.access_token), seconds: Number(answer.expires_in ?? 7200) - 300 };
  });
}

/**
 * Messages of an application of WeCom to its members, 30 a minute each (developer.work.weixin.qq.com/document/path/90236;
 * access tokens: path/91039; frequency: path/90312).
 */
export const wecomApp: Messenger = {
  label: bilingual('企业微信应用', 'WeCom application'),
  address: 'member',
  settings: [
    {
      id: 'url',
      label: bilingual('地址', 'Address'),
      hint: bilingual('留空为官方地址', 'Empty: the official one'),
      isOptional: true,
    },
    { id: 'corpid', label: bilingual('企业 ID', 'Corporation id') },
    { id: 'agentid', label: bilingual('应用 AgentId', 'AgentId') },
    { id: 'corpsecret', label: bilingual('应用 Secret', 'Secret'), isSecret: true },
  ],
  limit: { count: 25, seconds: 60 },
  mostCharacters: 650,
  canDigest: true,
  async send(call) {
    const { account, words, to, http, kept } = call;
    const [only] = words;
    const content =
      words.length === 1 && only?.url
        ? {
            msgtype: 'textcard',
            textcard: {
              title: firstCharacters(only.title, 42),
              description: firstCharacters(only.text, 160) || only.title,
              url: only.url,
            },
          }
        : { msgtype: 'text', text: { content: digestOf(words) } };
    for (let attempt = 0; ; attempt++) {
      const query = new URLSearchParams({ access_token: await tokenOf(call) });
      const answer = readAnswer(
        await http.send(`${account.settings.url || usual}/cgi-bin/message/send?${query}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({
            touser: to,
            agentid: Number(account.settings.agentid),
            ...content,
            enable_duplicate_check: 1,
            duplicate_check_interval: 1800,
          }),
        }),
      );
      if (staleToken.includes(answer.errcode) && attempt === 0) {
        kept.forget('token');
        continue;
      }
      refuse(answer.errcode, answer.errmsg, {
        tooMany: [45009, 45033],
        permanent: [81013, 60011, 60111, 48002],
      });
      return;
    }
  },
};
