import { bilingual, firstCharacters } from '@fieldwork/metadata';
import { PermanentFailure } from '../../platform/deliveries/delivery.service.js';
import { readAnswer, refuse } from './answers.js';
import type { Call, Messenger } from './messenger.js';

const usual = 'https://api.weixin.qq.com';
const staleToken: readonly unknown[] = [40001, 40014, 42001];

async function tokenOf({ account, http, kept }: Call): Promise<string> {
  return kept.get('token', async () => {
    const answer = readAnswer(
      await http.send(`${account.settings.url || usual}/cgi-bin/stable_token`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          grant_type: 'client_credential',
          appid: account.settings.appid ?? '',
          secret: account.secrets.secret ?? '',
        }),
      }),
    );
    refuse(answer.errcode, answer.errmsg, { tooMany: [45009, 45011], permanent: [40013, 40125, 40243] });
    return { value: String(answer.access_token), seconds: Number(answer.expires_in ?? 7200) - 300 };
  });
}

/**
 * Template messages of an official account of WeChat to those who follow it. Only templates that the account has been
 * granted, so no digests (developers.weixin.qq.com/doc/offiaccount, "Template message", "Stable access token").
 */
export const wechatAccount: Messenger = {
  label: bilingual('微信公众号', 'WeChat official account'),
  address: 'follower',
  settings: [
    {
      id: 'url',
      label: bilingual('地址', 'Address'),
      hint: bilingual('留空为官方地址', 'Empty: the official one'),
      isOptional: true,
    },
    { id: 'appid', label: bilingual('AppID', 'AppID') },
    { id: 'secret', label: bilingual('AppSecret', 'AppSecret'), isSecret: true },
    {
      id: 'token',
      label: bilingual('消息校验 Token', 'Token of callbacks'),
      hint: bilingual('接收客户消息时需要', 'Needed to receive messages'),
      isSecret: true,
      isOptional: true,
    },
    {
      id: 'aes_key',
      label: bilingual('EncodingAESKey', 'EncodingAESKey'),
      hint: bilingual('接收客户消息时需要', 'Needed to receive messages'),
      isSecret: true,
      isOptional: true,
    },
  ],
  limit: { count: 600, seconds: 60 },
  mostCharacters: 200,
  canDigest: false,
  async send(call) {
    const { account, words, to, http, kept, key } = call;
    const [only] = words;
    if (!only?.template) throw new PermanentFailure('A message to a follower needs a template');
    const data = Object.fromEntries(
      Object.entries(only.parameters).map(([name, value]) => [name, { value: firstCharacters(value, 200) }]),
    );
    for (let attempt = 0; ; attempt++) {
      const query = new URLSearchParams({ access_token: await tokenOf(call) });
      const answer = readAnswer(
        await http.send(`${account.settings.url || usual}/cgi-bin/message/template/send?${query}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({
            touser: to,
            template_id: only.template,
            ...(only.url === null ? {} : { url: only.url }),
            client_msg_id: key.slice(0, 32),
            data,
          }),
        }),
      );
      if (staleToken.includes(answer.errcode) && attempt === 0) {
        kept.forget('token');
        continue;
      }
      refuse(answer.errcode, answer.errmsg, {
        tooMany: [45009, 45011],
        permanent: [40003, 40037, 43004, 43101, 47003, 41028],
      });
      return;
    }
  },
};
