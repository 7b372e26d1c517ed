import type { ChoiceSummary } from '@fieldwork/api-contract';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { Queryable } from '../platform/database/queryable.js';

export interface NewChoice {
  app: string;
  matching: string;
  form: string;
  recordId: string;
  by: string;
  candidate: string;
  best: string | null;
  score: number | null;
  bestScore: number | null;
  /** 1 is the best; null where the candidate was excluded. */
  place: number | null;
  failed: readonly string[];
  reason: string | null;
}
export interface StoredChoice extends Omit<NewChoice, 'app' | 'matching' | 'form' | 'failed'> {
  id: string;
  at: string;
  byName: string | null;
}

const difference = 'best_score - score';

/** Choices beside proposals. What was chosen but never written to the record does not count. */
@Injectable()
export class ChoiceStore {
  constructor(readonly database: Database) {}

  async add(on: Queryable, choice: NewChoice): Promise<string> {
    const { rows } = await on.query<{ id: string }>(
      `insert into platform.matching_choice
         (app, matching, form, record_id, by, candidate, best, score, best_score, place, failed, reason)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) returning id`,
      [
        choice.app,
        choice.matching,
        choice.form,
        choice.recordId,
        choice.by,
        choice.candidate,
        choice.best,
        choice.score,
        choice.bestScore,
        choice.place,
        JSON.stringify(choice.failed),
        choice.reason,
      ],
    );
    return rows[0]?.id as string;
  }

  /** The record has what was chosen shortly before: the choice counts. Answers it, once. */
  async apply(
    on: Queryable,
    { id: matching }: { id: string },
    { app, id: record }: { app: string; id: string },
    candidate: string,
  ): Promise<StoredChoice | null> {
    const { rows } = await on.query<StoredChoice>(
      `update platform.matching_choice c set applied_at = clock_timestamp()
       where c.id = (select id from platform.matching_choice
                     where app = $1 and matching = $4 and record_id = $2 and candidate = $3 and applied_at is null
                       and at > clock_timestamp() - interval '1 hour'
                     order by id desc limit 1)
       returning ${selection}`,
      [app, record, candidate, matching],
    );
    return rows[0] ?? null;
  }

  async list(app: string, matching: string, limit: number): Promise<StoredChoice[]> {
    const { rows } = await this.database.query<StoredChoice>(
      `select ${selection} from platform.matching_choice c
       where c.app = $1 and c.matching = $2 and c.applied_at is not null order by c.id desc limit $3`,
      [app, matching, limit],
    );
    return rows;
  }

  async summary(
    app: string,
    matching: string,
    span: { from: string | null; to: string | null },
  ): Promise<ChoiceSummary> {
    const where = `app = $1 and matching = $2 and applied_at is not null
      and ($3::timestamptz is null or at >= $3) and ($4::timestamptz is null or at < $4)`;
    const values = [app, matching, span.from, span.to];
    const { rows } = await this.database.query<Omit<ChoiceSummary, 'reasons'>>(
      `select count(*)::int as count, count(*) filter (where candidate is distinct from best)::int as overridden,
         count(*) filter (where place is null)::int as excluded,
         (avg(${difference}) filter (where candidate is distinct from best))::float8 as "meanDifference"
       from platform.matching_choice where ${where}`,
      values,
    );
    const reasons = await this.database.query<{ reason: string; count: number }>(
      `select reason, count(*)::int as count from platform.matching_choice
       where ${where} and reason is not null and candidate is distinct from best
       group by reason order by count desc, reason limit 20`,
      values,
    );
    const found = rows[0] ?? { count: 0, overridden: 0, excluded: 0, meanDifference: null };
    return { ...found, reasons: reasons.rows };
  }
}

const selection = `c.id, c.record_id as "recordId", c.at, c.by, c.candidate, c.best, c.score::float8 as score,
  c.best_score::float8 as "bestScore", c.place, c.reason,
  (select u.name from platform.user u where u.id = c.by) as "byName"`;
