import type { Context } from '@fieldwork/expression';
import type { AppDocuments, Role } from '@fieldwork/metadata';
import { compilePolicy, type FormPolicy, unrestricted } from '@fieldwork/policy';
import type { Caller } from '../identity/caller.js';

const kept = new WeakMap<AppDocuments, Map<string, FormPolicy>>();

/** The role documents that a caller holds in an app; roles that no longer exist give nothing. */
export function rolesOf(caller: Caller, app: string, documents: AppDocuments): Role[] {
  const held = Object.hasOwn(caller.roles, app) ? (caller.roles[app] ?? []) : [];
  return held.flatMap((id) => documents.roles.get(id) ?? []);
}

/** The one answer to what a caller may do with a form's records, for every path. Compiled once per set of roles and revision. */
export function policyOf(caller: Caller, app: string, documents: AppDocuments, form: string): FormPolicy {
  if (caller.isBuilder) return unrestricted;
  const held = Object.hasOwn(caller.roles, app) ? (caller.roles[app] ?? []) : [];
  const key = `${form}:${held.join(',')}`;
  let policies = kept.get(documents);
  if (!policies) {
    policies = new Map();
    kept.set(documents, policies);
  }
  let policy = policies.get(key);
  if (!policy) {
    policy = compilePolicy(rolesOf(caller, app, documents), form);
    policies.set(key, policy);
  }
  return policy;
}

/** What expressions see of the caller: `roles` are those in this app. */
export function contextOf(caller: Caller, app: string, timeZone: string): Context {
  return {
    now: new Date().toISOString(),
    timeZone,
    user: {
      id: caller.userId,
      department: caller.departmentId,
      roles: Object.hasOwn(caller.roles, app) ? (caller.roles[app] ?? []) : [],
    },
  };
}
