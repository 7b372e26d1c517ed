import type { Locale } from '@fieldwork/metadata';

export type Scope = 'read' | 'write' | 'administer';

/** Who sends a request. Made by the guard from a session or an API key; at most one second old. */
export interface Caller {
  readonly userId: string;
  readonly login: string;
  readonly name: string;
  readonly departmentId: string | null;
  readonly isAdministrator: boolean;
  /** May design apps; administrators may too. */
  readonly isBuilder: boolean;
  readonly locale: Locale | null;
  /** Role ids by app id. An app that is missing here is not this caller's. */
  readonly roles: Readonly<Record<string, readonly string[]>>;
  readonly viaApiKey: boolean;
  /** What an API key may do; a session may do everything its user may. */
  readonly scopes: readonly Scope[];
  /** Id of the session or the API key. */
  readonly credentialId: string;
}

/** Whether the caller may see that the app exists. */
export function canSeeApp(caller: Caller, app: string): boolean {
  return caller.isBuilder || Object.hasOwn(caller.roles, app);
}
