import type { PulledTask } from '@fieldwork/api-contract';
import type { Context } from '@fieldwork/expression';
import { calendarsOf, type DecisionTable, type Flow, type Form } from '@fieldwork/metadata';
import type { Ground } from './database.js';

/** The documents as engines take them. */
export interface Engines {
  user: string;
  forms: ReadonlyMap<string, Form>;
  tables: ReadonlyMap<string, DecisionTable>;
  flowOf(task: Pick<PulledTask, 'flow' | 'version'>): Flow | undefined;
  context(now?: string): Context;
  now(): string;
}

export function enginesOf({ app, session, flows, tables }: Ground): Engines {
  const timeZone = app.app.timeZone ?? session.timeZone;
  const calendars = calendarsOf(
    { app: app.app, calendars: new Map(app.calendars.map((one) => [one.id, one])) },
    timeZone,
  );
  const { user, apps } = session;
  const now = () => new Date().toISOString();
  return {
    user: user.id,
    forms: new Map(app.forms.map((form) => [form.id, form])),
    tables: new Map(tables.map((table) => [table.id, table])),
    flowOf: ({ flow, version }) =>
      flows.find((one) => one.document.id === flow && one.version === version)?.document ??
      app.flows.find(({ id }) => id === flow),
    context: (at = now()) => ({
      now: at,
      timeZone,
      calendars,
      user: { id: user.id, department: user.department?.id ?? null, roles: apps[app.app.id] ?? [] },
    }),
    now,
  };
}
