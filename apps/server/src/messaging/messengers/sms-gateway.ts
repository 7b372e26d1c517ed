import { createHmac } from 'node:crypto';
import { bilingual } from '@fieldwork/metadata';
import { digestOf, readAnswer } from './answers.js';
import type { Messenger } from './messenger.js';

/**
 * Any gateway of one's own: a POST of `{ to, title, text, url, template, parameters, key }`, signed like a webhook with
 * HMAC-SHA256 over `timestamp.body` where a secret is set. 2xx is sent, 429 waits, other 4xx are final.
 */
export const smsGateway: Messenger = {
  label: bilingual('短信（通用网关）', 'SMS (own gateway)'),
  address: 'phone',
  settings: [
    { id: 'url', label: bilingual('地址', 'Address') },
    {
      id: 'authorization',
      label: bilingual('Authorization 请求头', 'Authorization header'),
      isSecret: true,
      isOptional: true,
    },
    { id: 'secret', label: bilingual('签名密钥', 'Signing secret'), isSecret: true, isOptional: true },
  ],
  limit: { count: 5, seconds: 60 },
  mostCharacters: 500,
  canDigest: true,
  async send({ account, words, to, http, key, now }) {
    const [only] = words;
    const body = JSON.stringify({
      key,
      to,
      title: words.length === 1 ? (only?.title ?? '') : '',
      text: words.length === 1 ? (only?.text ?? '') : digestOf(words),
      url: words.length === 1 ? (only?.url ?? null) : null,
      template: only?.template ?? null,
      parameters: words.length === 1 ? (only?.parameters ?? {}) : {},
    });
    const { authorization, secret } = account.secrets;
    const timestamp = String(Math.floor(now / 1000));
    const signature = secret
      ? createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('base64')
      : null;
    readAnswer(
      await http.send(account.settings.url ?? '', {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'idempotency-key': key,
          ...(authorization ? { authorization } : {}),
          ...(signature ? { 'x-timestamp': timestamp, 'x-signature': `v1,${signature}` } : {}),
        },
        body,
      }),
    );
  },
};
