import type { AppData, FormAccess } from '@fieldwork/api-contract';
import type { Context } from '@fieldwork/expression';
import type { Flow, Form, Kpi, Page, Report } from '@fieldwork/metadata';
import { calendarsOf } from '@fieldwork/metadata';
import { createContext, type ReactNode, useContext, useEffect, useMemo } from 'react';
import { useSignedIn } from './session.js';
import { setTimeZone } from './time-zone.js';

/** The app that the page is in, its documents by id. */
export interface AppScopeValue {
  id: string;
  data: AppData;
  forms: ReadonlyMap<string, Form>;
  flows: ReadonlyMap<string, Flow>;
  kpis: ReadonlyMap<string, Kpi>;
  reports: ReadonlyMap<string, Report>;
  pages: ReadonlyMap<string, Page>;
  timeZone: string;
  access(form: string): FormAccess;
}

const noAccess: FormAccess = {
  read: false,
  create: false,
  update: false,
  delete: false,
  import: false,
  export: false,
  byRecord: false,
  hidden: [],
  readOnly: [],
};

const ScopeContext = createContext<AppScopeValue | null>(null);

function byId<D extends { id: string }>(documents: readonly D[]): ReadonlyMap<string, D> {
  return new Map(documents.map((document) => [document.id, document]));
}

/** Makes an app's documents known to everything below; the designer puts drafts here for its preview. */
export function AppScope({ data, children }: { data: AppData; children: ReactNode }) {
  const { timeZone } = useSignedIn();
  const own = data.app.timeZone ?? timeZone;
  // Before anything below shows a moment; outside of the app the zone of the organisation counts again.
  setTimeZone(own);
  useEffect(() => () => setTimeZone(timeZone), [timeZone]);
  const value = useMemo(
    (): AppScopeValue => ({
      id: data.app.id,
      data,
      forms: byId(data.forms),
      flows: byId(data.flows),
      kpis: byId(data.kpis),
      reports: byId(data.reports),
      pages: byId(data.pages),
      timeZone: own,
      access: (form) => data.access[form] ?? noAccess,
    }),
    [data, own],
  );
  return <ScopeContext value={value}>{children}</ScopeContext>;
}

export function useAppScope(): AppScopeValue {
  const value = useContext(ScopeContext);
  if (!value) throw new Error('useAppScope is used outside of an app');
  return value;
}

/** What expressions know of their surroundings; `now` is the moment of the call. */
export function useExpressionContext(): () => Context {
  const { user, apps } = useSignedIn();
  const { id, timeZone, data } = useAppScope();
  const calendars = useMemo(
    () => calendarsOf({ app: data.app, calendars: byId(data.calendars) }, timeZone),
    [data, timeZone],
  );
  return useMemo(
    () => () => ({
      now: new Date().toISOString(),
      timeZone,
      calendars,
      user: { id: user.id, department: user.department?.id ?? null, roles: apps[id] ?? [] },
    }),
    [user, apps, id, timeZone, calendars],
  );
}
