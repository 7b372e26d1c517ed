import { createHmac } from 'node:crypto';
import { bilingual } from '@fieldwork/metadata';
import { digestOf, readAnswer, refuse } from './answers.js';
import type { Messenger } from './messenger.js';

const usual = 'https://open.feishu.cn/open-apis/bot/v2/hook/';

/**
 * A robot in a group of Feishu. Signed with HMAC-SHA256 whose key is `timestamp\nsecret` over nothing; 100 messages a
 * minute and 5 a second (open.feishu.cn, "Custom bot usage guide").
 */
export const feishuRobot: Messenger = {
  label: bilingual('飞书群机器人', 'Feishu robot'),
  address: 'group',
  settings: [
    {
      id: 'url',
      label: bilingual('地址', 'Address'),
      hint: bilingual('留空为官方地址', 'Empty: the official one'),
      isOptional: true,
    },
    { id: 'token', label: bilingual('Webhook 末段', 'Last part of the webhook'), isSecret: true },
    { id: 'secret', label: bilingual('签名校验密钥', 'Signing secret'), isSecret: true },
  ],
  limit: { count: 90, seconds: 60 },
  mostCharacters: 8000,
  canDigest: true,
  async send({ account, words, http, now }) {
    const { token = '', secret = '' } = account.secrets;
    const timestamp = String(Math.floor(now / 1000));
    const sign = createHmac('sha256', `${timestamp}\n${secret}`).update('').digest('base64');
    const answer = await http.send(`${account.settings.url || usual}${encodeURIComponent(token)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ timestamp, sign, msg_type: 'text', content: { text: digestOf(words) } }),
    });
    const { code, msg } = readAnswer(answer);
    refuse(code, msg, { tooMany: [11232, 9499], permanent: [19021, 19022, 19024] });
  },
};
