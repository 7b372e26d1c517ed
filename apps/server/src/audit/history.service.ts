import type { HistoryEntry } from '@fieldwork/api-contract';
import { Injectable } from '@nestjs/common';
import type { Queryable } from '../platform/database/queryable.js';
import type { Happening } from './happening.js';
import { HistoryStore } from './history.store.js';

/** The timeline of records. Changes of fields are written by the statement that makes them, the rest through here. */
@Injectable()
export class HistoryService {
  constructor(private readonly store: HistoryStore) {}

  /** In the transaction of what happened. */
  append(on: Queryable, happening: Happening): Promise<void> {
    return this.store.append(on, happening);
  }

  /** When a record came to be, by the device on which it was made; null where nobody knows. */
  began(on: Queryable, app: string, form: string, recordId: string): Promise<string | null> {
    return this.store.began(on, app, form, recordId);
  }

  /** The record that stands for one that was merged away; null where it was not. */
  survivorOf(on: Queryable, app: string, form: string, recordId: string): Promise<string | null> {
    return this.store.survivorOf(on, app, form, recordId);
  }

  /** Newest first; `before` is the id of the last entry of the page before. */
  list(
    app: string,
    form: string,
    recordId: string,
    before: string | null,
    limit: number,
  ): Promise<HistoryEntry[]> {
    return this.store.list(app, form, recordId, before, limit);
  }
}
