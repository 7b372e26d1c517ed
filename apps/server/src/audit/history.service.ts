import type { HistoryEntry } from '@fieldwork/api-contract';
import { Injectable } from '@nestjs/common';
import type { Queryable } from '../platform/database/queryable.js';
import { HistoryStore } from './history.store.js';

/** Something that happened to a record beside a change of its fields: a hand-over, a rule, a notice. */
export interface Happening {
  app: string;
  form: string;
  recordId: string;
  kind: HistoryEntry['kind'];
  by: string | null;
  version?: number | null;
  detail: Record<string, unknown>;
}

/** The timeline of records. Changes of fields are written by the statement that makes them, the rest through here. */
@Injectable()
export class HistoryService {
  constructor(private readonly store: HistoryStore) {}

  /** In the transaction of what happened. */
  append(on: Queryable, happening: Happening): Promise<void> {
    return this.store.append(on, happening);
  }

  /** Newest first; `before` is the id of the last entry of the page before. */
  list(app: string, form: string, recordId: string, before: string | null, limit: number): Promise<HistoryEntry[]> {
    return this.store.list(app, form, recordId, before, limit);
  }
}
