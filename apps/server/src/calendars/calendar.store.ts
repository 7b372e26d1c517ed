import { horizonEdges, spanRows } from '@fieldwork/expression';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { lockByName } from '../platform/database/name-lock.js';
import type { Queryable, Transaction } from '../platform/database/queryable.js';

/** Which state of a calendar is laid out. */
export interface LaidOut {
  calendar: string;
  digest: string;
}

/** Rows of platform.calendar_span and calendar_horizon. */
@Injectable()
export class CalendarStore {
  constructor(readonly database: Database) {}

  async laidOut(on: Queryable, app: string): Promise<LaidOut[]> {
    const { rows } = await on.query<LaidOut>(
      'select calendar, digest from platform.calendar_horizon where app = $1',
      [app],
    );
    return rows;
  }

  /** Two that lay out the same app wait for one another. */
  async lock(tx: Transaction, app: string): Promise<void> {
    await lockByName(tx, 'calendars', app);
  }

  async replace(
    tx: Transaction,
    at: { app: string; calendar: string; version: number; digest: string },
    spans: Iterable<readonly [number, number]>,
  ): Promise<void> {
    const rows = spanRows(spans);
    await tx.query('delete from platform.calendar_span where app = $1 and calendar = $2', [
      at.app,
      at.calendar,
    ]);
    await tx.query(
      `insert into platform.calendar_span (app, calendar, starts_at, ends_at, before_ms)
       select $1, $2, s, e, b from unnest($3::timestamptz[], $4::timestamptz[], $5::bigint[]) as u(s, e, b)`,
      [
        at.app,
        at.calendar,
        rows.map(([from]) => from),
        rows.map(([, to]) => to),
        rows.map(([, , before]) => before),
      ],
    );
    await tx.query(
      `insert into platform.calendar_horizon (app, calendar, version, digest, starts_at, ends_at)
       values ($1, $2, $3, $4, $5, $6)
       on conflict (app, calendar) do update
       set version = excluded.version, digest = excluded.digest, starts_at = excluded.starts_at, ends_at = excluded.ends_at`,
      [at.app, at.calendar, at.version, at.digest, ...horizonEdges],
    );
  }
}
