import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';

/** Words that mean the same, per app. */
@Injectable()
export class SynonymStore {
  constructor(private readonly database: Database) {}

  async groups(app: string): Promise<string[][]> {
    const { rows } = await this.database.query<{ words: string[] }>(
      'select words from platform.search_synonyms where app = $1 order by id',
      [app],
      'search_synonyms',
    );
    return rows.map(({ words }) => words);
  }

  async replace(app: string, groups: readonly (readonly string[])[], by: string | null): Promise<void> {
    await this.database.transaction(async (tx) => {
      await tx.query('delete from platform.search_synonyms where app = $1', [app]);
      for (const words of groups)
        await tx.query('insert into platform.search_synonyms (app, words, changed_by) values ($1, $2, $3)', [
          app,
          words,
          by,
        ]);
    });
  }
}
