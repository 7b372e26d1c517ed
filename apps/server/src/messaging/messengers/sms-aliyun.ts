import { createHash, createHmac } from 'node:crypto';
import { bilingual } from '@fieldwork/metadata';
import { PermanentFailure, RetryLater } from '../../platform/deliveries/delivery.service.js';
import { readAnswer } from './answers.js';
import type { Messenger } from './messenger.js';

const usual = 'https://dysmsapi.aliyuncs.com';
const algorithm = 'ACS3-HMAC-SHA256';

/** What Alibaba's gateway checks (help.aliyun.com, "V3 request body and signature"): headers with the signature over them. */
export function aliyunHeaders(
  request: { host: string; action: string; version: string; query: string; nonce: string; date: string },
  { keyId, secret }: { keyId: string; secret: string },
): Record<string, string> {
  const bodyHash = createHash('sha256').update('').digest('hex');
  const signed: Record<string, string> = {
    host: request.host,
    'x-acs-action': request.action,
    'x-acs-content-sha256': bodyHash,
    'x-acs-date': request.date,
    'x-acs-signature-nonce': request.nonce,
    'x-acs-version': request.version,
  };
  const names = Object.keys(signed).sort();
  const lines = names.map((name) => `${name}:${signed[name]}\n`).join('');
  const canonical = ['POST', '/', request.query, lines, names.join(';'), bodyHash].join('\n');
  const text = `${algorithm}\n${createHash('sha256').update(canonical).digest('hex')}`;
  const signature = createHmac('sha256', secret).update(text).digest('hex');
  return {
    ...signed,
    authorization: `${algorithm} Credential=${keyId},SignedHeaders=${names.join(';')},Signature=${signature}`,
  };
}

/** Sorted and encoded as RFC 3986 wants it. */
export function canonicalQuery(values: Readonly<Record<string, string>>): string {
  const encode = (text: string) =>
    encodeURIComponent(text).replace(
      /[!'()*]/g,
      (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
    );
  return Object.keys(values)
    .sort()
    .map((name) => `${encode(name)}=${encode(values[name] ?? '')}`)
    .join('&');
}

const tooMany = ['isv.BUSINESS_LIMIT_CONTROL', 'Throttling.User', 'isv.DAY_LIMIT_CONTROL'];
const mayBeMended = ['isp.SYSTEM_ERROR', 'isp.GATEWAY_ERROR', 'ServiceUnavailable'];

/** SMS by Alibaba Cloud (SendSms, 2017-05-25): approved signature and template, one a minute to a number. */
export const smsAliyun: Messenger = {
  label: bilingual('短信（阿里云）', 'SMS (Alibaba Cloud)'),
  address: 'phone',
  settings: [
    {
      id: 'url',
      label: bilingual('地址', 'Address'),
      hint: bilingual('留空为官方地址', 'Empty: the official one'),
      isOptional: true,
    },
    { id: 'sign_name', label: bilingual('短信签名', 'Signature') },
    { id: 'key_id', label: bilingual('AccessKey ID', 'AccessKey id') },
    { id: 'key_secret', label: bilingual('AccessKey Secret', 'AccessKey secret'), isSecret: true },
  ],
  limit: { count: 1, seconds: 60 },
  mostCharacters: 500,
  canDigest: false,
  async send({ account, words, to, http, key, now }) {
    const [only] = words;
    if (!only?.template) throw new PermanentFailure('An SMS of this provider needs a template');
    const base = account.settings.url || usual;
    const query = canonicalQuery({
      PhoneNumbers: to,
      SignName: account.settings.sign_name ?? '',
      TemplateCode: only.template,
      TemplateParam: JSON.stringify(only.parameters),
      OutId: key,
    });
    const headers = aliyunHeaders(
      {
        host: new URL(base).host,
        action: 'SendSms',
        version: '2017-05-25',
        query,
        nonce: createHash('sha256').update(`${key} ${now}`).digest('hex').slice(0, 32),
        date: new Date(now).toISOString().replace(/\.\d{3}Z$/, 'Z'),
      },
      { keyId: account.settings.key_id ?? '', secret: account.secrets.key_secret ?? '' },
    );
    const { Code, Message } = readAnswer(await http.send(`${base}/?${query}`, { method: 'POST', headers }));
    if (Code === 'OK') return;
    const said = `${String(Code)} ${String(Message ?? '')}`;
    if (tooMany.includes(String(Code))) throw new RetryLater(said, 60_000);
    if (mayBeMended.includes(String(Code))) throw new Error(said);
    throw new PermanentFailure(said);
  },
};
