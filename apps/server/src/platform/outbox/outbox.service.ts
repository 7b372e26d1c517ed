import { Injectable } from '@nestjs/common';
import { type OutboxRow } from './outbox.js';
import { OutboxStore } from './outbox.store.js';

/** What administrators see of the outbox. */
@Injectable()
export class OutboxService {
  constructor(private readonly store: OutboxStore) {}

  /** The newest 200 effects that were given up. Their payloads stay inside: they may hold what not everyone may read. */
  async parked(): Promise<(Omit<OutboxRow, 'payload'> & { error: string; failedAt: string })[]> {
    const rows = await this.store.parked(200);
    return rows.map(({ payload: _payload, ...row }) => row);
  }

  /** Tries a parked effect again; false when there is none of that id. */
  retry(id: string): Promise<boolean> {
    return this.store.retry(id);
  }
}
