import type { HistoryEntry } from '@fieldwork/api-contract';
import { type Field, type Form, fieldTypeOf, idOf, isId } from '@fieldwork/metadata';
import { fieldCondition } from '@fieldwork/policy';
import { Injectable } from '@nestjs/common';
import { HistoryService } from '../audit/history.service.js';
import { RecordStore } from './record.store.js';
import { TitleStore } from './title.store.js';
import type { Viewer } from './viewer.js';

/** The story of a record as the reader may know it: hidden fields are left out, references carry their titles. */
@Injectable()
export class RecordTimeline {
  constructor(
    private readonly history: HistoryService,
    private readonly records: RecordStore,
    private readonly titles: TitleStore,
  ) {}

  async list(
    viewer: Viewer,
    form: Form,
    id: string,
    before: string | null,
    limit: number,
  ): Promise<HistoryEntry[]> {
    const entries = await this.history.list(viewer.app, form.id, id, before, limit);
    const policy = viewer.policy(form.id);
    const isSeen = (field: string) => policy === null || fieldCondition(policy, field) === true;
    const shown = entries.map((entry) => ({
      ...entry,
      changes: Object.fromEntries(Object.entries(entry.changes).filter(([field]) => isSeen(field))),
    }));
    await this.#name(viewer, form, shown);
    return shown;
  }

  /** Ids in changes become `{id, title}`, as far as the reader may see the other record. */
  async #name(viewer: Viewer, form: Form, entries: HistoryEntry[]): Promise<void> {
    for (const field of form.fields) {
      const ids = entries.flatMap((entry) => (entry.changes[field.id] ?? []).flat().filter(isId));
      if (ids.length === 0) continue;
      const titles = await this.#titlesOf(viewer, field, [...new Set(ids)]);
      if (!titles) continue;
      for (const entry of entries) {
        const change = entry.changes[field.id];
        if (change)
          entry.changes[field.id] = change.map((value) => named(value, titles)) as [unknown, unknown];
      }
    }
  }

  async #titlesOf(viewer: Viewer, field: Field, ids: string[]): Promise<Map<string, string | null> | null> {
    const target = fieldTypeOf(field).column(field)?.target;
    if (!target) return null;
    if ('platform' in target)
      return target.platform === 'file' ? null : this.titles.ofPlatform(target.platform, ids);
    const form = viewer.documents.forms.get(target.form);
    return form ? this.records.titles(this.records.database, viewer, form, ids) : null;
  }
}

function named(value: unknown, titles: ReadonlyMap<string, string | null>): unknown {
  if (Array.isArray(value)) return value.map((one) => named(one, titles));
  const id = idOf(value);
  return id === null || !titles.has(id) ? value : { id, title: titles.get(id) ?? null };
}
