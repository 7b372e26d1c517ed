import type { PublicReceipt } from '@fieldwork/api-contract';
import { Injectable } from '@nestjs/common';
import { lockByName } from '../platform/database/name-lock.js';
import type { Queryable } from '../platform/database/queryable.js';

/** Which channel a stranger came by. */
export interface ChannelPlace {
  app: string;
  channel: string;
}

export interface PublicRequestRow extends ChannelPlace {
  challenge: Buffer;
  network: Buffer;
  body: Buffer;
  form: string;
  recordId: string;
  receipt: PublicReceipt;
}

@Injectable()
export class PublicRequestStore {
  /** Requests of one network by one channel come one after the other, so that counting them is exact. */
  async lock(tx: Queryable, { app, channel }: ChannelPlace, network: Buffer): Promise<void> {
    await lockByName(tx, 'public requests', app, channel, network.toString('hex'));
  }

  async find(tx: Queryable, challenge: Buffer): Promise<{ body: Buffer; receipt: PublicReceipt } | null> {
    const { rows } = await tx.query<{ body: Buffer; receipt: PublicReceipt }>(
      'select body, receipt from platform.public_request where challenge = $1',
      [challenge],
    );
    return rows[0] ?? null;
  }

  /** Requests of this network in the last hour, of everybody in the last day. */
  async counts(
    tx: Queryable,
    { app, channel }: ChannelPlace,
    network: Buffer,
  ): Promise<{ hour: number; day: number }> {
    const { rows } = await tx.query<{ hour: number; day: number }>(
      `select count(*) filter (where network = $3 and created_at > now() - interval '1 hour')::int as hour,
              count(*)::int as day
       from platform.public_request
       where app = $1 and channel = $2 and created_at > now() - interval '1 day'`,
      [app, channel, network],
    );
    return rows[0] ?? { hour: 0, day: 0 };
  }

  async add(tx: Queryable, row: PublicRequestRow): Promise<void> {
    await tx.query(
      `insert into platform.public_request (challenge, app, channel, network, body, form, record_id, receipt)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        row.challenge,
        row.app,
        row.channel,
        row.network,
        row.body,
        row.form,
        row.recordId,
        JSON.stringify(row.receipt),
      ],
    );
  }

  /** Files of one network are counted one after the other. */
  async lockFiles(tx: Queryable, network: Buffer): Promise<void> {
    await lockByName(tx, 'public files', network.toString('hex'));
  }

  /** Files uploaded under one challenge, and by one network in the last hour. */
  async fileCounts(
    on: Queryable,
    challenge: Buffer,
    network: Buffer,
  ): Promise<{ own: number; hour: number }> {
    const { rows } = await on.query<{ own: number; hour: number }>(
      `select (select count(*)::int from platform.public_file where challenge = $1) as own,
              (select count(*)::int from platform.public_file
                where network = $2 and created_at > now() - interval '1 hour') as hour`,
      [challenge, network],
    );
    return rows[0] ?? { own: 0, hour: 0 };
  }

  async addFile(on: Queryable, fileId: string, challenge: Buffer, network: Buffer): Promise<void> {
    await on.query('insert into platform.public_file (file_id, challenge, network) values ($1, $2, $3)', [
      fileId,
      challenge,
      network,
    ]);
  }

  /** Of these files those that were uploaded under the challenge. */
  async ownFiles(on: Queryable, ids: readonly string[], challenge: Buffer): Promise<Set<string>> {
    const { rows } = await on.query<{ id: string }>(
      'select file_id as id from platform.public_file where challenge = $2 and file_id = any ($1::uuid[])',
      [ids, challenge],
    );
    return new Set(rows.map(({ id }) => id));
  }
}
