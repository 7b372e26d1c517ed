import type { ConnectionKind } from '@fieldwork/api-contract';
import type { Auth } from './auth.js';
import { kingdee, sap, yonyou } from './erp.js';
import { fxiaoke } from './fxiaoke.js';
import { basic, header, none, oauth2 } from './simple.js';

const auths = { none, header, basic, oauth2, fxiaoke, sap, yonyou, kingdee } as const satisfies Record<
  string,
  Auth
>;

export function authOf(name: string): Auth | undefined {
  return Object.hasOwn(auths, name) ? auths[name as keyof typeof auths] : undefined;
}

/** The ways to sign in, as the settings show them. */
export function connectionKinds(): ConnectionKind[] {
  return Object.entries(auths).map(([auth, { label, settings }]) => ({
    auth,
    label,
    settings: settings.map((setting) => ({ ...setting })),
  }));
}
