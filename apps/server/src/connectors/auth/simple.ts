import { bilingual } from '@fieldwork/metadata';
import { type Auth, below, jsonOf } from './auth.js';

export const none: Auth = {
  label: bilingual('无需认证', 'None'),
  settings: [],
  sign: async (call) => call,
};

export const header: Auth = {
  label: bilingual('请求头密钥', 'Key in a header'),
  settings: [
    {
      id: 'name',
      label: bilingual('请求头', 'Header'),
      hint: bilingual('如 X-Api-Key', 'Such as X-Api-Key'),
    },
    { id: 'value', label: bilingual('密钥', 'Key'), isSecret: true },
  ],
  sign: async (call, { account }) => {
    const name = account.settings.name ?? '';
    if (!/^[A-Za-z0-9-]{1,60}$/.test(name)) throw new Error('The name of the header is not valid');
    return { ...call, headers: { ...call.headers, [name.toLowerCase()]: account.secrets.value ?? '' } };
  },
};

export const basic: Auth = {
  label: bilingual('用户名密码（Basic）', 'Name and password (Basic)'),
  settings: [
    { id: 'user', label: bilingual('用户名', 'Name') },
    { id: 'password', label: bilingual('密码', 'Password'), isSecret: true },
  ],
  sign: async (call, { account }) => ({
    ...call,
    headers: { ...call.headers, authorization: basicOf(account.settings.user, account.secrets.password) },
  }),
};

export function basicOf(user = '', password = ''): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}

/** OAuth 2.0 client credentials (RFC 6749 §4.4), as Salesforce and many others have it. */
export const oauth2: Auth = {
  label: bilingual('OAuth 2.0（客户端凭据）', 'OAuth 2.0 (client credentials)'),
  settings: [
    {
      id: 'token_path',
      label: bilingual('令牌地址', 'Path of tokens'),
      hint: bilingual('如 /services/oauth2/token', 'Such as /services/oauth2/token'),
    },
    { id: 'client_id', label: bilingual('客户端 ID', 'Client id') },
    { id: 'client_secret', label: bilingual('客户端密钥', 'Client secret'), isSecret: true },
    { id: 'scope', label: bilingual('范围', 'Scope'), isOptional: true },
  ],
  sign: async (call, { account, http, kept }) => {
    const token = await kept.get('token', async () => {
      const { settings, secrets, url } = account;
      const form = new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: settings.client_id ?? '',
        client_secret: secrets.client_secret ?? '',
        ...(settings.scope ? { scope: settings.scope } : {}),
      });
      const answer = jsonOf(
        await http.send(below(url, settings.token_path ?? '/token'), {
          method: 'POST',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: form.toString(),
        }),
      );
      if (typeof answer.access_token !== 'string') throw new Error('There is no access_token in the answer');
      return { value: answer.access_token, seconds: Number(answer.expires_in ?? 3600) - 60 };
    });
    return { ...call, headers: { ...call.headers, authorization: `Bearer ${token}` } };
  },
  isStale: ({ status }) => status === 401,
};
