import { bilingual } from '@fieldwork/metadata';
import { digestOf, readAnswer, refuse } from './answers.js';
import type { Messenger } from './messenger.js';

const usual = 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send';

/** A robot in a group of WeCom: a key in the address, 20 messages a minute, 2,048 bytes (developer.work.weixin.qq.com/document/path/91770). */
export const wecomRobot: Messenger = {
  label: bilingual('企业微信群机器人', 'WeCom robot'),
  address: 'group',
  settings: [
    {
      id: 'url',
      label: bilingual('地址', 'Address'),
      hint: bilingual('留空为官方地址', 'Empty: the official one'),
      isOptional: true,
    },
    { id: 'key', label: bilingual('Webhook key', 'Webhook key'), isSecret: true },
  ],
  limit: { count: 18, seconds: 60 },
  mostCharacters: 650,
  canDigest: true,
  async send({ account, words, http }) {
    const query = new URLSearchParams({ key: account.secrets.key ?? '' });
    const answer = await http.send(`${account.settings.url || usual}?${query}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ msgtype: 'text', text: { content: digestOf(words) } }),
    });
    const { errcode, errmsg } = readAnswer(answer);
    refuse(errcode, errmsg, { tooMany: [45009, 45033], permanent: [93000, 40058] });
  },
};
