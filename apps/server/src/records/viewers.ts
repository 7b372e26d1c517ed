import type { Context } from '@fieldwork/expression';
import { calendarsOf, type Role } from '@fieldwork/metadata';
import { compilePolicy, type FormPolicy } from '@fieldwork/policy';
import { contextOf, policyOf } from '../access/policies.js';
import type { Caller } from '../identity/caller.js';
import type { PublishedApp } from '../metadata/published-app.js';
import type { Viewer } from './viewer.js';

/** A person looking into an app. People with the same roles share compiled statements. */
export function viewerOf(caller: Caller, app: PublishedApp, timeZone: string): Viewer {
  const roles = Object.hasOwn(caller.roles, app.id) ? (caller.roles[app.id] ?? []) : [];
  return {
    app: app.id,
    documents: app.documents,
    policy: (form) => policyOf(caller, app.id, app.documents, form),
    key: caller.isBuilder ? '*' : roles.join(','),
    context: {
      ...contextOf(caller, app.id, app.documents.app.timeZone ?? timeZone),
      calendars: calendarsOf(app.documents, timeZone),
    },
  };
}

/** Somebody without an account, who reads what one role lets him. */
export function outsideViewer(app: PublishedApp, context: Context, role: Role): Viewer {
  const policies = new Map<string, FormPolicy>();
  const policy = (form: string) => {
    const known = policies.get(form) ?? compilePolicy([role], form);
    policies.set(form, known);
    return known;
  };
  return { app: app.id, documents: app.documents, policy, key: `outside ${role.id}`, context };
}

/** The platform itself: flows, rules, imports. It sees everything; `context` says on whose behalf. */
export function platformViewer(app: PublishedApp, context: Context): Viewer {
  return { app: app.id, documents: app.documents, policy: () => null, key: '!', context };
}

export function platformContext(app: PublishedApp, timeZone: string, userId: string | null = null): Context {
  return {
    now: new Date().toISOString(),
    timeZone: app.documents.app.timeZone ?? timeZone,
    user: { id: userId, department: null, roles: [] },
    calendars: calendarsOf(app.documents, timeZone),
  };
}
