import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';

const tables = { user: 'platform.user', department: 'platform.department' } as const;

/** Names of people and departments. */
@Injectable()
export class TitleStore {
  constructor(private readonly database: Database) {}

  async ofPlatform(target: keyof typeof tables, ids: readonly string[]): Promise<Map<string, string | null>> {
    const { rows } = await this.database.query<{ id: string; name: string }>(
      `select id, name from ${tables[target]} where id = any ($1::uuid[])`,
      [ids],
    );
    return new Map(rows.map((row) => [row.id, row.name]));
  }
}
