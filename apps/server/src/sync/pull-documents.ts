import { createHash } from 'node:crypto';
import type { PullAnswer, PulledTask } from '@fieldwork/api-contract';
import { type FieldPage, type Flow, tableIdsIn } from '@fieldwork/metadata';
import { may } from '@fieldwork/policy';
import { Injectable } from '@nestjs/common';
import { policyOf } from '../access/policies.js';
import type { Caller } from '../identity/caller.js';
import { AppRegistry } from '../metadata/app-registry.js';
import { type PublishedApp, versionKey } from '../metadata/published-app.js';

type Documents = NonNullable<PullAnswer['documents']>;

/** The documents that the engines on a device work by, as far as they are the caller's to see. */
@Injectable()
export class PullDocuments {
  constructor(private readonly registry: AppRegistry) {}

  async of(
    caller: Caller,
    { id: app, documents, versions }: PublishedApp,
    page: FieldPage,
    taken: readonly string[],
    tasks: readonly PulledTask[],
  ): Promise<Documents> {
    const isOpen = (form: string) => {
      const policy = policyOf(caller, app, documents, form);
      return may(policy, 'read') || may(policy, 'create');
    };
    const used = new Set([...taken, ...(page.begin ?? []).map(({ form }) => form)]);
    const named = new Set(used);
    for (const id of used) {
      const fields = documents.forms.get(id)?.fields ?? [];
      for (const field of fields.flatMap((one) => [one, ...(one.fields ?? [])]))
        if (field.form !== undefined) named.add(field.form);
    }
    const forms = [...named].filter(isOpen).flatMap((id) => documents.forms.get(id) ?? []);
    const flows = new Map<string, Documents['flows'][number]>();
    for (const flow of documents.flows.values())
      if (taken.includes(flow.form) && isOpen(flow.form)) {
        const version = versions.get(versionKey('flow', flow.id)) ?? 1;
        flows.set(`${flow.id} ${version}`, { version, document: flow });
      }
    for (const { flow, version } of tasks) {
      const document = await this.registry.version<Flow>(app, 'flow', flow, version);
      if (document) flows.set(`${flow} ${version}`, { version, document });
    }
    const tables = new Set([...flows.values()].flatMap(({ document }) => [...tableIdsIn(document)]));
    const decisionTables = [...documents.decision_tables.values()].filter(
      ({ id, preview, form }) =>
        tables.has(id) || (preview === true && form !== undefined && named.has(form) && isOpen(form)),
    );
    const found = {
      forms,
      flows: [...flows.values()],
      calendars: [...documents.calendars.values()],
      decisionTables,
      page,
    };
    const revision = createHash('sha256').update(JSON.stringify(found)).digest('base64url');
    return { revision, ...found };
  }
}
