import { createHash, createHmac } from 'node:crypto';
import { bilingual } from '@fieldwork/metadata';
import { PermanentFailure, RetryLater } from '../../platform/deliveries/delivery.service.js';
import { readAnswer } from './answers.js';
import type { Messenger } from './messenger.js';

const usual = 'https://sms.tencentcloudapi.com';
const algorithm = 'TC3-HMAC-SHA256';
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();

/** What Tencent's gateway checks (cloud.tencent.com/document/api/382/52072, "Signature v3"). `seconds`: since 1970. */
export function tencentAuthorization(
  request: { host: string; service: string; body: string; seconds: number },
  { id, key }: { id: string; key: string },
): string {
  const date = new Date(request.seconds * 1000).toISOString().slice(0, 10);
  const scope = `${date}/${request.service}/tc3_request`;
  const signedHeaders = 'content-type;host';
  const lines = `content-type:application/json; charset=utf-8\nhost:${request.host}\n`;
  const canonical = ['POST', '/', '', lines, signedHeaders, sha256(request.body)].join('\n');
  const text = [algorithm, String(request.seconds), scope, sha256(canonical)].join('\n');
  const signing = hmac(hmac(hmac(`TC3${key}`, date), request.service), 'tc3_request');
  const signature = createHmac('sha256', signing).update(text).digest('hex');
  return `${algorithm} Credential=${id}/${scope}, SignedHeaders=${signedHeaders}, Signature=${signature}`;
}

interface Status {
  Code?: string;
  Message?: string;
}

/** SMS by Tencent Cloud (SendSms, 2021-01-11): approved signature and template; its parameters go by their order. */
export const smsTencent: Messenger = {
  label: bilingual('短信（腾讯云）', 'SMS (Tencent Cloud)'),
  address: 'phone',
  settings: [
    {
      id: 'url',
      label: bilingual('地址', 'Address'),
      hint: bilingual('留空为官方地址', 'Empty: the official one'),
      isOptional: true,
    },
    { id: 'app_id', label: bilingual('SdkAppId', 'SdkAppId') },
    { id: 'sign_name', label: bilingual('短信签名', 'Signature') },
    {
      id: 'region',
      label: bilingual('地域', 'Region'),
      hint: bilingual('如 ap-guangzhou', 'Such as ap-guangzhou'),
    },
    { id: 'secret_id', label: bilingual('SecretId', 'SecretId') },
    { id: 'secret_key', label: bilingual('SecretKey', 'SecretKey'), isSecret: true },
  ],
  limit: { count: 1, seconds: 30 },
  mostCharacters: 500,
  canDigest: false,
  async send({ account, words, to, http, key, now }) {
    const [only] = words;
    if (!only?.template) throw new PermanentFailure('An SMS of this provider needs a template');
    const { settings, secrets } = account;
    const base = settings.url || usual;
    const { host } = new URL(base);
    const seconds = Math.floor(now / 1000);
    const body = JSON.stringify({
      PhoneNumberSet: [/^\d{11}$/.test(to) ? `+86${to}` : to],
      SmsSdkAppId: settings.app_id ?? '',
      SignName: settings.sign_name ?? '',
      TemplateId: only.template,
      TemplateParamSet: Object.values(only.parameters),
      SessionContext: key,
    });
    const authorization = tencentAuthorization(
      { host, service: 'sms', body, seconds },
      { id: settings.secret_id ?? '', key: secrets.secret_key ?? '' },
    );
    const answer = readAnswer(
      await http.send(base, {
        method: 'POST',
        headers: {
          authorization,
          'content-type': 'application/json; charset=utf-8',
          'x-tc-action': 'SendSms',
          'x-tc-version': '2021-01-11',
          'x-tc-region': settings.region ?? '',
          'x-tc-timestamp': String(seconds),
        },
        body,
      }),
    );
    const response = (answer.Response ?? {}) as { Error?: Status; SendStatusSet?: Status[] };
    const { Code, Message } = response.Error ?? response.SendStatusSet?.[0] ?? {};
    if (Code === 'Ok') return;
    const said = `${Code ?? 'no answer'} ${Message ?? ''}`;
    if (/^(LimitExceeded|RequestLimitExceeded)/.test(Code ?? '')) throw new RetryLater(said, 60_000);
    if (/^InternalError/.test(Code ?? 'InternalError')) throw new Error(said);
    throw new PermanentFailure(said);
  },
};
