import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';

@Injectable()
export class EventStore {
  constructor(private readonly database: Database) {}

  async send(channel: string, payloads: readonly string[]): Promise<void> {
    await this.database.query('select pg_notify($1, payload) from unnest($2::text[]) as payload', [
      channel,
      payloads,
    ]);
  }
}
