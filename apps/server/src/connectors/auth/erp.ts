import { createHmac } from 'node:crypto';
import { bilingual } from '@fieldwork/metadata';
import { type Auth, below, jsonOf } from './auth.js';
import { basicOf } from './simple.js';

/**
 * SAP Gateway (OData): Basic, and for every write a token against forged requests that goes with its session cookie
 * (help.sap.com, "Cross-Site Request Forgery Protection").
 */
export const sap: Auth = {
  label: bilingual('SAP OData', 'SAP OData'),
  settings: [
    { id: 'user', label: bilingual('用户名', 'User') },
    { id: 'password', label: bilingual('密码', 'Password'), isSecret: true },
    {
      id: 'token_path',
      label: bilingual('取令牌的服务地址', 'Service to fetch tokens from'),
      hint: bilingual('如 /sap/opu/odata/sap/ZSTOCK_SRV', 'Such as /sap/opu/odata/sap/ZSTOCK_SRV'),
    },
  ],
  sign: async (call, { account, http, kept }) => {
    const authorization = basicOf(account.settings.user, account.secrets.password);
    const headers = { ...call.headers, authorization };
    if (call.method === 'GET') return { ...call, headers };
    const token = await kept.get('csrf', async () => {
      const answer = await http.send(below(account.url, account.settings.token_path ?? '/'), {
        headers: { authorization, 'x-csrf-token': 'Fetch' },
      });
      const value = answer.headers['x-csrf-token'];
      if (!value) throw new Error(`HTTP ${answer.status}: there is no x-csrf-token in the answer`);
      const cookie = (answer.headers['set-cookie'] ?? '')
        .split(/,(?=[^;]+?=)/)
        .map((one) => one.split(';')[0]?.trim() ?? '')
        .join('; ');
      return { value: JSON.stringify({ value, cookie }), seconds: 1500 };
    });
    const { value, cookie } = JSON.parse(token) as { value: string; cookie: string };
    return { ...call, headers: { ...headers, 'x-csrf-token': value, ...(cookie ? { cookie } : {}) } };
  },
  isStale: ({ status, headers }) => status === 403 && /required/i.test(headers['x-csrf-token'] ?? ''),
};

/**
 * 用友 YonBIP: a token by a signature over key and time, HMAC-SHA256 (open.yonyoucloud.com, "Own applications:
 * access_token"); it goes with every call in the address.
 */
export const yonyou: Auth = {
  label: bilingual('用友 YonBIP', 'Yonyou YonBIP'),
  settings: [
    { id: 'app_key', label: bilingual('appKey', 'appKey') },
    { id: 'app_secret', label: bilingual('appSecret', 'appSecret'), isSecret: true },
  ],
  sign: async (call, { account, http, kept, now }) => {
    const token = await kept.get('token', async () => {
      const key = account.settings.app_key ?? '';
      const timestamp = String(now);
      const signature = createHmac('sha256', account.secrets.app_secret ?? '')
        .update(`appKey${key}timestamp${timestamp}`)
        .digest('base64');
      const query = new URLSearchParams({ appKey: key, timestamp, signature });
      const path = `/iuap-api-auth/open-auth/selfAppAuth/getAccessToken?${query}`;
      const answer = jsonOf(await http.send(below(account.url, path)));
      const data = (answer.data ?? {}) as { access_token?: string; expire?: number };
      if (!data.access_token) throw new Error(`${String(answer.code)} ${String(answer.message)}`);
      return { value: data.access_token, seconds: Number(data.expire ?? 7200) - 300 };
    });
    const path = `${call.path}${call.path.includes('?') ? '&' : '?'}access_token=${encodeURIComponent(token)}`;
    return { ...call, path };
  },
  isStale: ({ text }) => /"code"\s*:\s*"?(310036|310037|50000)"?/.test(text),
};

/** 金蝶云星空: signing in by application secret gives a session that goes with every call (vip.kingdee.com, WebAPI). */
export const kingdee: Auth = {
  label: bilingual('金蝶云星空', 'Kingdee Cloud Galaxy'),
  settings: [
    { id: 'acct_id', label: bilingual('账套 ID', 'Account set id') },
    { id: 'user', label: bilingual('用户名', 'User') },
    { id: 'app_id', label: bilingual('应用 ID', 'Application id') },
    { id: 'app_secret', label: bilingual('应用密钥', 'Application secret'), isSecret: true },
  ],
  sign: async (call, { account, http, kept }) => {
    const { settings, secrets, url } = account;
    const session = await kept.get('session', async () => {
      const path = '/K3Cloud/Kingdee.BOS.WebApi.ServicesStub.AuthService.LoginByAppSecret.common.kdsvc';
      const answer = jsonOf(
        await http.send(below(url, path), {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({
            parameters: [
              settings.acct_id ?? '',
              settings.user ?? '',
              settings.app_id ?? '',
              secrets.app_secret ?? '',
              2052,
            ],
          }),
        }),
      );
      if (answer.LoginResultType !== 1) throw new Error(`Signing in failed: ${String(answer.Message ?? '')}`);
      return { value: String(answer.KDSVCSessionId), seconds: 1200 };
    });
    return { ...call, headers: { ...call.headers, 'kdservice-sessionid': session } };
  },
  isStale: ({ text }) => /会话信息已丢失|"MsgCode"\s*:\s*1\b/.test(text),
};
