import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { Transaction } from '../platform/database/queryable.js';

/** One portal of one app. */
export interface PortalAt {
  app: string;
  page: string;
}

const mostTries = 5;
const codeMinutes = 10;

@Injectable()
export class PortalSignInStore {
  constructor(readonly database: Database) {}

  /** The newest code of an address takes the place of the one before. */
  async keepCode(tx: Transaction, { app, page }: PortalAt, address: Buffer, code: Buffer): Promise<void> {
    await tx.query(
      `insert into platform.portal_code (app, page, address, code, expires_at)
       values ($1, $2, $3, $4, clock_timestamp() + make_interval(mins => $5))
       on conflict (app, page, address) do update
         set code = excluded.code, tries = 0, expires_at = excluded.expires_at`,
      [app, page, address, code, codeMinutes],
    );
    await tx.query('delete from platform.portal_code where expires_at < clock_timestamp()');
    await tx.query('delete from platform.portal_session where expires_at < clock_timestamp()');
    // What somebody else counts at this moment is left to the next.
    await tx.query(
      `delete from platform.portal_limit where key in (
         select key from platform.portal_limit where ends_at < clock_timestamp() for update skip locked)`,
    );
  }

  /** Counts one more within the stretch that the first began, and whoever counts at the same moment too. */
  async spend(key: Buffer, seconds: number): Promise<{ count: number; secondsLeft: number }> {
    const { rows } = await this.database.query<{ count: number; secondsLeft: number }>(
      `insert into platform.portal_limit as l (key, count, ends_at)
       values ($1, 1, clock_timestamp() + make_interval(secs => $2))
       on conflict (key) do update
         set count = case when l.ends_at > clock_timestamp() then l.count + 1 else 1 end,
             ends_at = case when l.ends_at > clock_timestamp() then l.ends_at else excluded.ends_at end
       returning count, greatest(1, ceil(extract(epoch from ends_at - clock_timestamp())))::int as "secondsLeft"`,
      [key, seconds],
      'portal_spend',
    );
    return rows[0] ?? { count: 1, secondsLeft: seconds };
  }

  /** Counts a try; the code's hash, null where there is none or it was tried too often. Two at a time count twice. */
  async tryCode({ app, page }: PortalAt, address: Buffer): Promise<Buffer | null> {
    const { rows } = await this.database.query<{ code: Buffer }>(
      `update platform.portal_code set tries = tries + 1
       where app = $1 and page = $2 and address = $3 and tries < $4 and expires_at > clock_timestamp()
       returning code`,
      [app, page, address, mostTries],
    );
    return rows[0]?.code ?? null;
  }

  /** False: somebody else has used it. */
  async useCode(tx: Transaction, { app, page }: PortalAt, address: Buffer, code: Buffer): Promise<boolean> {
    const { rowCount } = await tx.query(
      'delete from platform.portal_code where app = $1 and page = $2 and address = $3 and code = $4',
      [app, page, address, code],
    );
    return rowCount === 1;
  }

  async begin(
    tx: Transaction,
    { app, page }: PortalAt,
    session: { token: Buffer; way: string; address: string; hours: number },
  ): Promise<void> {
    await tx.query(
      `insert into platform.portal_session (token, app, page, way, address, expires_at)
       values ($1, $2, $3, $4, $5, clock_timestamp() + make_interval(hours => $6))`,
      [session.token, app, page, session.way, session.address, session.hours],
    );
  }

  /** Who signed in here with this token. */
  async find({ app, page }: PortalAt, token: Buffer): Promise<{ way: string; address: string } | null> {
    const { rows } = await this.database.query<{ way: string; address: string }>(
      `select way, address from platform.portal_session
       where token = $1 and app = $2 and page = $3 and expires_at > clock_timestamp()`,
      [token, app, page],
    );
    return rows[0] ?? null;
  }

  async end({ app, page }: PortalAt, token: Buffer): Promise<void> {
    await this.database.query(
      'delete from platform.portal_session where token = $1 and app = $2 and page = $3',
      [token, app, page],
    );
  }
}
