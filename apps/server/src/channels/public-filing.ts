import type { PublicReceipt } from '@fieldwork/api-contract';
import type { PublicFormChannel } from '@fieldwork/metadata';
import { Injectable, Logger } from '@nestjs/common';
import type { Transaction } from '../platform/database/queryable.js';
import { invalid, Problem, sentence } from '../platform/http/problem.js';
import { RecordService } from '../records/record.service.js';
import { type Opened, RecordGate } from '../records/record-gate.js';
import { readAnswers } from './outside-answers.js';
import { PortalLinksService } from './portal-links.service.js';
import { PublicAnswers } from './public-answers.js';
import { type ChannelPlace, PublicRequestStore } from './public-request.store.js';

/** A request that passed the limits, before it is a record. */
export interface Filing {
  place: ChannelPlace;
  channel: PublicFormChannel;
  answers: Record<string, unknown>;
  /** Hash of the challenge that its files were sent under. */
  challenge: Buffer;
  about: string | null;
  /** The record that stands for a visitor who has signed in. */
  person: { form: string; id: string } | null;
  /** The visitor came by a link that is not valid, and calls the thing so. */
  refused: { typed: string | null } | null;
}

/** Makes a record of what a stranger sent, in one transaction with the note that it came. */
@Injectable()
export class PublicFiling {
  readonly #log = new Logger('Public forms');

  constructor(
    private readonly gate: RecordGate,
    private readonly records: RecordService,
    private readonly answers: PublicAnswers,
    private readonly store: PublicRequestStore,
    private readonly portals: PortalLinksService,
  ) {}

  /** @throws Problem 422 with issues of the asked fields only */
  async file(tx: Transaction, filing: Filing): Promise<{ form: string; id: string; receipt: PublicReceipt }> {
    const { place, channel } = filing;
    const refused = filing.refused ? { refusedLink: filing.refused } : {};
    const source = { kind: 'channel' as const, id: channel.id, ...refused };
    const opened = await this.gate.openAsPlatform(place.app, channel.form, null, source);
    const { values, issues } = readAnswers(opened.form, channel.questions, filing.answers);
    if (issues.length > 0) throw invalid(issues);
    await this.#refuseForeignFiles(tx, opened, values, filing.challenge);
    const complete = await this.answers.complete(tx, opened, channel, values, filing);
    const record = await this.#create(tx, opened, channel, complete);
    const number = channel.receipt === undefined ? null : record[channel.receipt.field];
    const receipt = {
      number: typeof number === 'string' ? number : null,
      text: channel.receipt?.text ?? null,
      ...(channel.progress === undefined
        ? {}
        : { path: await this.portals.pathTo(place.app, channel.progress, String(record.id)) }),
    };
    return { form: opened.form.id, id: String(record.id), receipt };
  }

  async #create(
    tx: Transaction,
    { write }: Opened,
    channel: PublicFormChannel,
    values: Record<string, unknown>,
  ): Promise<Record<string, unknown>> {
    try {
      const made = await this.records.create(
        { ...write, narrowing: { isAutomatic: true } },
        values,
        undefined,
        tx,
      );
      return JSON.parse(made) as Record<string, unknown>;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      // What the form says of fields that were not asked is for the builder, not for a stranger.
      const asked = new Set(channel.questions.map(({ field }) => field));
      this.#log.warn(`${channel.id}: ${error.message} ${JSON.stringify(error.issues)}`);
      throw invalid(
        error.issues.filter(({ path }) => asked.has(String(path[0]))),
        sentence('提交的内容不被接受', 'This was not accepted'),
      );
    }
  }

  async #refuseForeignFiles(
    tx: Transaction,
    { form }: Opened,
    values: Record<string, unknown>,
    challenge: Buffer,
  ): Promise<void> {
    const ids = this.answers.filesIn(form, values);
    if (ids.length === 0) return;
    const own = await this.store.ownFiles(tx, ids, challenge);
    if (ids.every((id) => own.has(id))) return;
    const message = sentence('附件不存在', 'The file does not exist');
    throw invalid([{ path: ['files'], code: 'unknown_file', message }]);
  }
}
