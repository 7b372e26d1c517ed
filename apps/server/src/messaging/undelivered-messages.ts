import { assignedValues, formTypes, pathsIn } from '@fieldwork/metadata';
import { Injectable, Logger } from '@nestjs/common';
import { AppRegistry } from '../metadata/app-registry.js';
import type { Transaction } from '../platform/database/queryable.js';
import { Problem } from '../platform/http/problem.js';
import { RecordService } from '../records/record.service.js';
import { RecordFacts } from '../records/record-facts.js';
import { RecordGate } from '../records/record-gate.js';
import { MessageStore, type UndeliveredMessage } from './message.store.js';

/** Tells records that what was said about them did not arrive, as its channel words it: once, whatever dies. */
@Injectable()
export class UndeliveredMessages {
  readonly #log = new Logger('Messages');

  constructor(
    private readonly registry: AppRegistry,
    private readonly gate: RecordGate,
    private readonly facts: RecordFacts,
    private readonly records: RecordService,
    private readonly store: MessageStore,
  ) {}

  async tellAll(): Promise<void> {
    while (await this.store.database.transaction((tx) => this.#tellNext(tx)));
  }

  /** False: there is none. */
  async #tellNext(tx: Transaction): Promise<boolean> {
    const message = await this.store.nextUndelivered(tx);
    if (!message) return false;
    await this.store.markTold(tx, message.id);
    try {
      await tx.savepoint(() => this.#tell(tx, message));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      this.#log.warn(`${message.channel}: ${error.message} ${JSON.stringify(error.issues)}`);
    }
    return true;
  }

  async #tell(tx: Transaction, { app, channel: id, form, recordId }: UndeliveredMessage): Promise<void> {
    const channel = (await this.registry.find(app))?.documents.channels.get(id);
    if (channel?.type !== 'message' || channel.form !== form || !channel.undelivered) return;
    const opened = await this.gate.openAsPlatform(app, form, null, { kind: 'channel', id });
    const { forms } = opened.app.documents;
    const paths = pathsIn(channel.undelivered);
    const values = await this.facts.read(tx, opened.viewer, opened.form, recordId, paths);
    if (!values || values.deleted_at !== null) return;
    const scope = { types: formTypes(opened.form, forms), values, context: opened.viewer.context };
    const set = assignedValues(channel.undelivered, opened.form, forms, scope);
    await this.records.update(opened.write, recordId, set, {}, tx);
  }
}
