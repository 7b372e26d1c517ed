import { Injectable } from '@nestjs/common';
import { tableOf } from '../metadata/table-names.js';
import { Database } from '../platform/database/database.js';
import type { Queryable } from '../platform/database/queryable.js';
import { quoteIdentifier } from '../platform/database/quote-identifier.js';

/** One run of a rule. `moment`: the instant a time rule was set to. */
export interface RuleRun {
  app: string;
  rule: string;
  ruleVersion: number;
  form: string;
  recordId: string;
  trigger: string;
  moment: string | null;
  outcome: 'fired' | 'skipped' | 'failed';
  seen: Record<string, unknown>;
  actions: unknown[];
  error: string | null;
  depth: number;
}
export type LoggedRun = RuleRun & { id: string; at: string };

export interface RunSearch {
  record: string | null;
  outcome: RuleRun['outcome'] | null;
  before: string | null;
  limit: number;
}

@Injectable()
export class RuleRunStore {
  constructor(private readonly database: Database) {}

  /** false: this rule has run for this record and moment already. */
  async add(on: Queryable, run: RuleRun): Promise<boolean> {
    const { rowCount } = await on.query(
      `insert into platform.rule_run
         (app, rule, rule_version, form, record_id, trigger, moment, outcome, seen, actions, error, depth)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
       on conflict (app, rule, record_id, moment) where moment is not null and outcome <> 'failed' do nothing`,
      [
        run.app,
        run.rule,
        run.ruleVersion,
        run.form,
        run.recordId,
        run.trigger,
        run.moment,
        run.outcome,
        JSON.stringify(run.seen),
        JSON.stringify(run.actions),
        run.error,
        run.depth,
      ],
      'rule_run_add',
    );
    return rowCount === 1;
  }

  /** Whether the rule has run, well or in vain, for this moment of the record. */
  async hasRun(on: Queryable, app: string, rule: string, record: string, moment: string): Promise<boolean> {
    const { rowCount } = await on.query(
      `select from platform.rule_run
       where app = $1 and rule = $2 and record_id = $3 and moment = $4 and outcome <> 'failed'`,
      [app, rule, record, moment],
      'rule_run_has',
    );
    return rowCount > 0;
  }

  async list(app: string, rule: string, search: RunSearch): Promise<LoggedRun[]> {
    const { rows } = await this.database.query<LoggedRun>(
      `select id, app, rule, rule_version as "ruleVersion", form, record_id as "recordId", trigger, moment, at,
              outcome, seen, actions, error, depth
       from platform.rule_run
       where app = $1 and rule = $2 and ($3::uuid is null or record_id = $3) and ($4::text is null or outcome = $4)
         and ($5::uuid is null or id < $5)
       order by id desc limit $6`,
      [app, rule, search.record, search.outcome, search.before, search.limit],
    );
    return rows;
  }

  /** Ids of records whose date field is filled, in the order of their ids. Names come from the published form. */
  async recordsWithDate(
    on: Queryable,
    place: { app: string; form: string; field: string },
    after: string | null,
    limit: number,
  ): Promise<string[]> {
    const { rows } = await on.query<{ id: string }>(
      `select id from ${tableOf(place.app, place.form)}
       where deleted_at is null and ${quoteIdentifier(place.field)} is not null and ($1::uuid is null or id > $1)
       order by id limit $2`,
      [after, limit],
    );
    return rows.map(({ id }) => id);
  }

  /** The database's clock. */
  async now(on: Queryable): Promise<string> {
    const { rows } = await on.query<{ now: string }>('select clock_timestamp() as now');
    return rows[0]?.now as string;
  }
}
