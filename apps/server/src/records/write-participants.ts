import type { Values } from '@fieldwork/form-engine';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { Queryable } from '../platform/database/queryable.js';
import type { RecordChanged } from './record-events.js';
import type { Write } from './write.js';

/** One record being written: its accepted values, and what stood before (null: it is new). */
export interface Written {
  id: string;
  kind: RecordChanged['kind'];
  values: Values;
  base: Values | null;
  /** Gives fields that are written what only a participant knows, such as what a movement is worth. */
  amend: (more: Values) => void;
}

/**
 * What has to happen in the very transaction of a write, on whatever path it comes: files are claimed, a ledger is
 * posted to. A problem thrown here refuses the write.
 */
export interface WriteParticipant {
  /** Whether this write concerns it; where nobody is concerned a write stays a single statement. */
  isConcerned(write: Write, written: Written): boolean;
  before?(tx: Queryable, write: Write, written: Written): Promise<void>;
  /** In place of `before` where many records are written at once. */
  beforeMany?(tx: Queryable, write: Write, list: readonly Written[]): Promise<void>;
  after?(tx: Queryable, write: Write, written: Written): Promise<void>;
}

class NothingWritten extends Error {}

@Injectable()
export class WriteParticipants {
  readonly #participants: WriteParticipant[] = [];

  constructor(private readonly database: Database) {}

  join(participant: WriteParticipant): void {
    this.#participants.push(participant);
  }

  /** Performs a write of one record together with those whom it concerns; null from `work` means nothing was written. */
  async around<T>(
    on: Queryable,
    write: Write,
    written: Written,
    work: (on: Queryable) => Promise<T>,
  ): Promise<T> {
    const concerned = this.#concerned(write, written);
    if (concerned.length === 0) return work(on);
    const together = async (tx: Queryable): Promise<T> => {
      for (const participant of concerned) await participant.before?.(tx, write, written);
      const answer = await work(tx);
      if (answer !== null) for (const participant of concerned) await participant.after?.(tx, write, written);
      return answer;
    };
    if (on !== this.database) return together(on);
    try {
      return await this.database.transaction(async (tx) => {
        const answer = await together(tx);
        // What was done before the write is taken back with it.
        if (answer === null) throw new NothingWritten();
        return answer;
      });
    } catch (error) {
      if (error instanceof NothingWritten) return null as T;
      throw error;
    }
  }

  /** The same for many new records that one statement writes, in the transaction at hand. */
  async aroundMany(
    tx: Queryable,
    write: Write,
    list: readonly Written[],
    work: () => Promise<void>,
  ): Promise<void> {
    const all = list.map((written) => ({ written, concerned: this.#concerned(write, written) }));
    for (const participant of this.#participants) {
      const own = all.filter(({ concerned }) => concerned.includes(participant)).map((one) => one.written);
      if (participant.beforeMany && own.length > 0) await participant.beforeMany(tx, write, own);
      else for (const written of own) await participant.before?.(tx, write, written);
    }
    await work();
    for (const { written, concerned } of all)
      for (const participant of concerned) await participant.after?.(tx, write, written);
  }

  #concerned(write: Write, written: Written): WriteParticipant[] {
    return this.#participants.filter((participant) => participant.isConcerned(write, written));
  }
}
