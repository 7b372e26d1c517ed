import { Injectable } from '@nestjs/common';
import type { Queryable } from '../platform/database/queryable.js';

/** One write of a record. `changes`: field → [before, after]; none for a creation that was not written field by field. */
export interface PastWrite {
  kind: 'created' | 'updated' | 'deleted' | 'restored';
  /** When it was made: where a device reported it later, by the device. */
  at: string;
  /** When a device reported it, if later. */
  reportedAt: string | null;
  version: number;
  changes: Record<string, [unknown, unknown]>;
  /** It came with an import: what is over in it was over before. */
  isImported: boolean;
}

/** What was written to a record, in order: from it the values of any moment can be told. */
@Injectable()
export class RecordPastStore {
  async since(
    on: Queryable,
    app: string,
    form: string,
    recordId: string,
    version: number,
  ): Promise<PastWrite[]> {
    const { rows } = await on.query<PastWrite>(
      `select kind, coalesce(happened_at, at) as at, case when happened_at is not null then at end as "reportedAt", version, coalesce(changes, '{}') as changes,
                coalesce(detail ->> 'kind' = 'import', false) as "isImported" from platform.history
       where record_id = $1 and app = $2 and form = $3 and version > $4
         and kind in ('created', 'updated', 'deleted', 'restored')
       order by version, id`,
      [recordId, app, form, version],
      'deadline_past',
    );
    return rows;
  }
}
