import type { SearchProgress } from '@fieldwork/api-contract';
import { Injectable } from '@nestjs/common';
import { tableOf } from '../metadata/table-names.js';
import { Database } from '../platform/database/database.js';
import { OutboxStore } from '../platform/outbox/outbox.store.js';

export const recordChanged = 'search.record_changed';

@Injectable()
export class SearchProgressStore {
  constructor(
    private readonly database: Database,
    private readonly outbox: OutboxStore,
  ) {}

  async of(app: string, form: string): Promise<SearchProgress> {
    const { rows } = await this.database.query<{ indexed: number; records: number }>(
      `select (select count(*)::int from platform.search_entry where app = $1 and form = $2) as indexed,
              (select count(*)::int from ${tableOf(app, form)} where deleted_at is null) as records`,
      [app, form],
    );
    return { form, indexed: rows[0]?.indexed ?? 0, records: rows[0]?.records ?? 0 };
  }

  /** Whether the index of a form holds all there is; not while it is written anew or catches up with a crowd. */
  async isBuilt(app: string, form: string): Promise<boolean> {
    const { rowCount } = await this.database.query(
      'select from platform.search_form where app = $1 and form = $2 and built_at is not null',
      [app, form],
      'search_built',
    );
    return rowCount > 0;
  }

  /** Records whose last change the index has not heard of yet. */
  async waiting(app: string, form: string, limit: number): Promise<string[]> {
    const changes = await this.outbox.waiting<{ id: string }>(recordChanged, { app, form }, limit);
    return [...new Set(changes.map(({ id }) => id))];
  }
}
