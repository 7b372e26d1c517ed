import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';

/** The spelled words that records of a form hold. */
@Injectable()
export class SpellingStore {
  #hasTrigrams: Promise<boolean> | undefined;

  constructor(private readonly database: Database) {}

  /** Words that begin like this, the shortest first. */
  async beginning(app: string, form: string, start: string, limit: number): Promise<string[]> {
    const { rows } = await this.database.query<{ word: string }>(
      `select word from platform.search_word where app = $1 and form = $2 and word >= $3 and word < $4
       order by length(word), word limit $5`,
      [app, form, start, `${start}\uffff`, limit],
      'search_beginning',
    );
    return rows.map(({ word }) => word);
  }

  /** Words that look like this one. */
  async like(app: string, form: string, word: string, limit: number): Promise<string[]> {
    this.#hasTrigrams ??= this.#asks();
    const condition = (await this.#hasTrigrams) ? 'word % $3' : 'left(word, 1) = left($3, 1)';
    const { rows } = await this.database.query<{ word: string }>(
      `select word from platform.search_word where app = $1 and form = $2 and ${condition}
         and length(word) between length($3) - 2 and length($3) + 2 limit $4`,
      [app, form, word, limit],
    );
    return rows.map((row) => row.word);
  }

  async #asks(): Promise<boolean> {
    const { rowCount } = await this.database.query(`select from pg_extension where extname = 'pg_trgm'`);
    return rowCount > 0;
  }
}
