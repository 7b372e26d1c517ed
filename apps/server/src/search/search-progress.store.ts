import type { SearchProgress } from '@fieldwork/api-contract';
import { Injectable } from '@nestjs/common';
import { tableOf } from '../metadata/table-names.js';
import { Database } from '../platform/database/database.js';

@Injectable()
export class SearchProgressStore {
  constructor(private readonly database: Database) {}

  async of(app: string, form: string): Promise<SearchProgress> {
    const { rows } = await this.database.query<{ indexed: number; records: number }>(
      `select (select count(*)::int from platform.search_entry where app = $1 and form = $2) as indexed,
              (select count(*)::int from ${tableOf(app, form)} where deleted_at is null) as records`,
      [app, form],
    );
    return { form, indexed: rows[0]?.indexed ?? 0, records: rows[0]?.records ?? 0 };
  }
}
