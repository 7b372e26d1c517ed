import type { CallState } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import { lockByName } from '../platform/database/name-lock.js';
import type { Queryable } from '../platform/database/queryable.js';

export interface Call {
  id: string;
  app: string;
  channel: string;
  callId: string | null;
  caller: string;
  agent: string;
  state: CallState;
  form: string;
  recordId: string;
  at: string;
}

const columns = `id, app, channel, call_id as "callId", caller, agent, state, form, record_id as "recordId", at`;

@Injectable()
export class CallStore {
  constructor(readonly database: Database) {}

  /** Reports of one call come one after the other. */
  async lock(tx: Queryable, app: string, channel: string, callId: string): Promise<void> {
    await lockByName(tx, 'call', app, channel, callId);
  }

  async findByCallId(on: Queryable, app: string, channel: string, callId: string): Promise<Call | null> {
    const { rows } = await on.query<Call>(
      `select ${columns} from platform.call where app = $1 and channel = $2 and call_id = $3 for update`,
      [app, channel, callId],
    );
    return rows[0] ?? null;
  }

  async lockById(tx: Queryable, id: string): Promise<Call | null> {
    const { rows } = await tx.query<Call>(`select ${columns} from platform.call where id = $1 for update`, [
      id,
    ]);
    return rows[0] ?? null;
  }

  /** Calls that ring for somebody, the newest first. */
  async ringing(agent: string): Promise<Call[]> {
    const { rows } = await this.database.query<Call>(
      `select ${columns} from platform.call
       where agent = $1 and state = 'ringing' and at > now() - interval '15 minutes' order by at desc limit 5`,
      [agent],
    );
    return rows;
  }

  async add(tx: Queryable, call: Omit<Call, 'at'>): Promise<void> {
    await tx.query(
      `insert into platform.call (id, app, channel, call_id, caller, agent, state, form, record_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        call.id,
        call.app,
        call.channel,
        call.callId,
        call.caller,
        call.agent,
        call.state,
        call.form,
        call.recordId,
      ],
    );
  }

  async setState(tx: Queryable, id: string, state: CallState): Promise<void> {
    await tx.query('update platform.call set state = $2 where id = $1', [id, state]);
  }
}
