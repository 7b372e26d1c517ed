import type { HookSigning } from '@fieldwork/api-contract';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { Queryable } from '../platform/database/queryable.js';

export interface HookRow {
  app: string;
  connector: string;
  signing: HookSigning;
  /** Sealed; see SigningSecrets. */
  secrets: string;
  isEnabled: boolean;
}

const columns = `app, connector, signing, secrets, is_enabled as "isEnabled"`;

/** Addresses that other systems call, and what they sent: each message once. */
@Injectable()
export class HookStore {
  constructor(readonly database: Database) {}

  async list(app: string): Promise<HookRow[]> {
    const { rows } = await this.database.query<HookRow>(
      `select ${columns} from platform.hook where app = $1`,
      [app],
    );
    return rows;
  }

  async find(app: string, connector: string): Promise<HookRow | null> {
    const { rows } = await this.database.query<HookRow>(
      `select ${columns} from platform.hook where app = $1 and connector = $2`,
      [app, connector],
      'hook_find',
    );
    return rows[0] ?? null;
  }

  async save({ app, connector, signing, secrets, isEnabled }: HookRow): Promise<void> {
    await this.database.query(
      `insert into platform.hook (app, connector, signing, secrets, is_enabled) values ($1, $2, $3, $4, $5)
       on conflict (app, connector) do update set signing = excluded.signing, secrets = excluded.secrets,
         is_enabled = excluded.is_enabled`,
      [app, connector, JSON.stringify(signing), secrets, isEnabled],
    );
  }

  async remove(app: string, connector: string): Promise<boolean> {
    const { rowCount } = await this.database.query(
      'delete from platform.hook where app = $1 and connector = $2',
      [app, connector],
    );
    return rowCount === 1;
  }

  /** False: the message was taken before. */
  async keep(
    tx: Queryable,
    place: { app: string; connector: string },
    call: { messageId: string; run: string; body: string },
  ): Promise<boolean> {
    const { rowCount } = await tx.query(
      `insert into platform.hook_call (app, connector, message_id, run_id, body) values ($1, $2, $3, $4, $5)
       on conflict do nothing`,
      [place.app, place.connector, call.messageId, call.run, call.body],
    );
    return rowCount === 1;
  }

  /** What was sent with the call of a run. */
  async bodyOf(app: string, connector: string, run: string): Promise<string | null> {
    const { rows } = await this.database.query<{ body: string }>(
      'select body from platform.hook_call where app = $1 and connector = $2 and run_id = $3',
      [app, connector, run],
    );
    return rows[0]?.body ?? null;
  }
}
