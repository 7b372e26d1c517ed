import { Injectable } from '@nestjs/common';
import type { Queryable } from '../platform/database/queryable.js';

/** One write of a record. `changes`: field → [before, after]; none for a creation that was not written field by field. */
export interface PastWrite {
  kind: 'created' | 'updated' | 'deleted' | 'restored';
  at: string;
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
      `select kind, at, version, coalesce(changes, '{}') as changes,
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
