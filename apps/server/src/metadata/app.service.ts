import type { AppData, AppSummary } from '@fieldwork/api-contract';
import {
  type App,
  type AppDocuments,
  allDocuments,
  type Document,
  isIdentifier,
  type Text,
} from '@fieldwork/metadata';
import { type FormPolicy, may, mayOpen } from '@fieldwork/policy';
import { Injectable } from '@nestjs/common';
import { policyOf, rolesOf } from '../access/policies.js';
import { type Caller, canSeeApp } from '../identity/caller.js';
import { Database } from '../platform/database/database.js';
import { conflict, invalid, notFound, sentence } from '../platform/http/problem.js';
import { AppRegistry } from './app-registry.js';
import { DocumentStore } from './document.store.js';
import { accessOf } from './form-access.js';
import { PublishService } from './publish.service.js';

@Injectable()
export class AppService {
  constructor(
    private readonly database: Database,
    private readonly store: DocumentStore,
    private readonly registry: AppRegistry,
    private readonly publisher: PublishService,
  ) {}

  /** The apps that the caller may open. */
  async list(caller: Caller): Promise<AppSummary[]> {
    const apps = await this.registry.all();
    return apps.filter((app) => canSeeApp(caller, app.id)).map(({ documents: { app } }) => summary(app));
  }

  /** What the runtime of one app needs, cut to the caller's rights. */
  async data(caller: Caller, id: string): Promise<AppData> {
    if (!canSeeApp(caller, id)) throw notFound();
    const { documents, revision } = await this.registry.app(id);
    const roles = rolesOf(caller, id, documents);
    const opens = (kind: 'reports' | 'pages', document: string) =>
      caller.isBuilder || mayOpen(roles, kind, document);
    const forms = [...documents.forms.values()];
    const policies = new Map(forms.map((form) => [form.id, policyOf(caller, id, documents, form.id)]));
    const isOpen = (form: string) => {
      const policy = policies.get(form);
      return policy !== undefined && (may(policy, 'read') || may(policy, 'create'));
    };
    return {
      app: menuFor(documents, isOpen, (page) => opens('pages', page)),
      revision,
      canDesign: caller.isBuilder,
      roles: roles.map((role) => role.id),
      home: roles.flatMap(({ home }) => home ?? []).find((page) => opens('pages', page)) ?? null,
      access: Object.fromEntries(
        forms.map((form) => [form.id, accessOf(policies.get(form.id) as FormPolicy, form, documents)]),
      ),
      forms: forms.filter((form) => isOpen(form.id)),
      flows: [...documents.flows.values()].filter((flow) => isOpen(flow.form)),
      matchings: [...documents.matchings.values()]
        .filter(({ form, candidates }) => isOpen(form) && isOpen(candidates.form))
        .map(({ id: name, label, form, candidates, field, appointments }) => {
          const { form: people } = candidates;
          const isTrusted = roles.some((role) => appointments?.roles?.includes(role.id));
          const promises = appointments ? { from: appointments.from, to: appointments.to, isTrusted } : null;
          return { id: name, label, form, candidates: people, field: field ?? null, appointments: promises };
        }),
      previews: [...documents.decision_tables.values()].flatMap(({ preview, form }) =>
        preview === true && form !== undefined && isOpen(form) ? [form] : [],
      ),
      asks: [...documents.connectors.values()].flatMap(
        ({ id: name, form, label, direction, needs = [], map = [], rows = null }) =>
          direction === 'ask' && isOpen(form)
            ? [{ id: name, form, rows, label, needs, gives: map.map(({ field }) => field) }]
            : [],
      ),
      ledgers: [...documents.ledgers.values()].filter(({ form }) => {
        const policy = policies.get(form);
        return policy !== undefined && may(policy, 'read');
      }),
      kpis: [...documents.kpis.values()].filter((kpi) => isOpen(kpi.form)),
      calendars: [...documents.calendars.values()],
      clocks: [...documents.deadlines.values()].flatMap(({ form, targets }) =>
        targets.map(({ keep }) => ({ form, due: keep?.due ?? null, state: keep?.state ?? null })),
      ),
      reports: [...documents.reports.values()].filter((report) => opens('reports', report.id)),
      pages: [...documents.pages.values()].filter((page) => opens('pages', page.id)),
    };
  }

  /** A new, empty app. */
  async create(
    caller: Caller,
    input: { id?: string | undefined; label: Text; icon?: string; color?: string },
  ): Promise<AppSummary> {
    const id = input.id ?? `app_${Date.now().toString(36)}`;
    const app: App = { kind: 'app', schema: 1, id, label: input.label, menu: [] };
    if (input.icon !== undefined) app.icon = input.icon;
    if (input.color !== undefined) app.color = input.color;
    await this.install([app], caller.userId);
    return summary(app);
  }

  async has(id: string): Promise<boolean> {
    return (await this.registry.find(id)) !== null;
  }

  /** Brings a whole app to life in one transaction: all its documents, checked together, or nothing. */
  async install(documents: readonly Document[], by: string | null): Promise<string> {
    const app = documents.find((document) => document.kind === 'app');
    if (!app || !isIdentifier(app.id))
      throw invalid([], sentence('缺少应用文档', 'The app document is missing'));
    await this.database.transaction(
      async (tx) => {
        if (!(await this.store.insertApp(tx, app.id, by)))
          throw conflict(sentence(`应用 ${app.id} 已存在`, `There is an app “${app.id}” already`));
        await this.publisher.publishIn(tx, app.id, documents, { by });
      },
      { lockTimeoutMs: 10_000 },
    );
    this.registry.forget(app.id);
    return app.id;
  }

  /** The published documents of an app, as they can be imported elsewhere. */
  async export(id: string): Promise<{ format: 'fieldwork-app'; documents: Document[] }> {
    const { documents } = await this.registry.app(id);
    return { format: 'fieldwork-app', documents: allDocuments(documents) };
  }
}

function summary(app: App): AppSummary {
  return {
    id: app.id,
    label: app.label,
    icon: app.icon ?? null,
    color: app.color ?? null,
    description: app.description ?? null,
  };
}

function menuFor(
  documents: AppDocuments,
  isOpen: (form: string) => boolean,
  opensPage: (page: string) => boolean,
): App {
  type Item = App['menu'][number];
  const keep = (item: Item): Item[] => {
    if (item.type === 'form') return isOpen(item.form) ? [item] : [];
    if (item.type === 'page') return opensPage(item.page) ? [item] : [];
    const items = item.items.filter((inner) => keep(inner).length > 0);
    return items.length > 0 ? [{ ...item, items }] : [];
  };
  return { ...documents.app, menu: documents.app.menu.flatMap(keep) };
}
