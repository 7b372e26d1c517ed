import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { ChannelPlace } from './public-request.store.js';

/** Which link of a record is the valid one. */
@Injectable()
export class RecordLinkStore {
  constructor(private readonly database: Database) {}

  /** 0: never made anew. */
  async generation({ app, channel }: ChannelPlace, id: string): Promise<number> {
    const { rows } = await this.database.query<{ generation: number }>(
      'select generation from platform.record_link where app = $1 and channel = $2 and record_id = $3',
      [app, channel, id],
      'record_link',
    );
    return rows[0]?.generation ?? 0;
  }

  /** Those of records that were merged into it lead to it: they are made anew with it. */
  async renew({ app, channel }: ChannelPlace, id: string, by: string | null): Promise<void> {
    await this.database.query(
      `with recursive meant as (
         select $3::uuid as id
         union select m.other from platform.record_merge m join meant on m.survivor = meant.id
         where m.app = $1 and m.undone_at is null)
       insert into platform.record_link as l (app, channel, record_id, by)
       select $1, $2, id, $4::uuid from meant
       on conflict (app, channel, record_id)
       do update set generation = l.generation + 1, by = excluded.by, at = clock_timestamp()`,
      [app, channel, id, by],
    );
  }
}
