import { bilingual } from '@fieldwork/metadata';
import { type Auth, below, jsonOf } from './auth.js';

/**
 * 纷享销客: an access token of the corporation goes with every call in its body (open.fxiaoke.com, "CorpAccessToken"
 * and "CRM objects").
 */
export const fxiaoke: Auth = {
  label: bilingual('纷享销客', 'Fxiaoke'),
  settings: [
    { id: 'app_id', label: bilingual('AppID', 'AppID') },
    { id: 'app_secret', label: bilingual('AppSecret', 'AppSecret'), isSecret: true },
    { id: 'permanent_code', label: bilingual('永久授权码', 'Permanent code'), isSecret: true },
    { id: 'open_user_id', label: bilingual('操作人 openUserId', 'openUserId who acts') },
  ],
  sign: async (call, { account, http, kept }) => {
    const { settings, secrets, url } = account;
    const token = await kept.get('token', async () => {
      const answer = jsonOf(
        await http.send(below(url, '/cgi/corpAccessToken/get/V2'), {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({
            appId: settings.app_id ?? '',
            appSecret: secrets.app_secret ?? '',
            permanentCode: secrets.permanent_code ?? '',
          }),
        }),
      );
      if (answer.errorCode !== 0)
        throw new Error(`${String(answer.errorCode)} ${String(answer.errorMessage)}`);
      const value = JSON.stringify({ corpAccessToken: answer.corpAccessToken, corpId: answer.corpId });
      return { value, seconds: Number(answer.expiresIn ?? 7200) - 300 };
    });
    const known = JSON.parse(token) as Record<string, unknown>;
    return { ...call, body: { ...known, currentOpenUserId: settings.open_user_id ?? '', ...call.body } };
  },
  isStale: ({ text }) => /"errorCode"\s*:\s*(20005|20016)\b/.test(text),
};
