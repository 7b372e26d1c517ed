import { createHmac } from 'node:crypto';
import { bilingual } from '@fieldwork/metadata';
import { digestOf, readAnswer, refuse } from './answers.js';
import type { Messenger } from './messenger.js';

const usual = 'https://oapi.dingtalk.com/robot/send';

/**
 * A robot in a group of DingTalk. Signed with HMAC-SHA256 over `timestamp\nsecret`; 20 messages a minute, above them
 * it is silent for ten minutes (open.dingtalk.com, "Custom robot access" and "Custom robot security settings").
 */
export const dingtalkRobot: Messenger = {
  label: bilingual('钉钉群机器人', 'DingTalk robot'),
  address: 'group',
  settings: [
    {
      id: 'url',
      label: bilingual('地址', 'Address'),
      hint: bilingual('留空为官方地址', 'Empty: the official one'),
      isOptional: true,
    },
    { id: 'token', label: bilingual('access_token', 'access_token'), isSecret: true },
    { id: 'secret', label: bilingual('加签密钥', 'Signing secret'), isSecret: true },
  ],
  limit: { count: 18, seconds: 60 },
  mostCharacters: 6000,
  canDigest: true,
  async send({ account, words, http, now }) {
    const { token = '', secret = '' } = account.secrets;
    const timestamp = String(now);
    const sign = createHmac('sha256', secret).update(`${timestamp}\n${secret}`).digest('base64');
    const query = new URLSearchParams({ access_token: token, timestamp, sign });
    const answer = await http.send(`${account.settings.url || usual}?${query}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ msgtype: 'text', text: { content: digestOf(words) } }),
    });
    const { errcode, errmsg } = readAnswer(answer);
    refuse(errcode, errmsg, {
      tooMany: [130101, 410100],
      afterMs: 600_000,
      permanent: [300001, 300005, 310000],
    });
  },
};
