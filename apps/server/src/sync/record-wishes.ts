import type { FieldConflict, Wish } from '@fieldwork/api-contract';
import { type Form, fieldOf } from '@fieldwork/metadata';
import { bounded, fitted, type Merged, mergeFields, type Values } from '@fieldwork/sync';
import { Injectable } from '@nestjs/common';
import { HistoryService } from '../audit/history.service.js';
import type { Transaction } from '../platform/database/queryable.js';
import { conflict, notFound, Problem, sentence } from '../platform/http/problem.js';
import { RecordService } from '../records/record.service.js';
import { asReported, type LateReport, type Opened, RecordGate } from '../records/record-gate.js';
import { goneFields, type Outcome, type Wisher } from './wish-outcome.js';

type WishOf<N extends Wish['name']> = Extract<Wish, { name: N }>;

const mostAttempts = 4;

/** What a merge has come to, and when it was done as far as that is possible. */
export interface MergedWish extends Merged {
  opened: Opened;
  version: number;
  /** Whether he sees the record that he writes into. */
  isSeen: boolean;
}

/** Records made and changed without signal: by the same service and the same rights as everybody's. */
@Injectable()
export class RecordWishes {
  constructor(
    private readonly gate: RecordGate,
    private readonly records: RecordService,
    private readonly history: HistoryService,
  ) {}

  async create(
    tx: Transaction,
    { caller, app, report }: Wisher,
    wish: WishOf<'record.create'>,
  ): Promise<Outcome> {
    const opened = asReported(await this.gate.open(caller, app, wish.form), report);
    const { known, gone } = apart(opened.form, wish.values);
    await this.records.create(opened.write, { ...known, id: wish.id }, undefined, tx);
    return { issues: goneFields(gone) };
  }

  async change(tx: Transaction, wisher: Wisher, wish: WishOf<'record.change'>): Promise<Outcome> {
    const id = wish.id.toLowerCase();
    for (let attempt = 1; ; attempt++) {
      const merged = await this.merge(tx, wisher, { ...wish, id });
      try {
        await tx.savepoint(async () => {
          if (Object.keys(merged.values).length === 0) return;
          const expected = { expected: merged.version };
          await this.records.update(merged.opened.write, id, merged.values, expected, tx);
        });
        return { conflicts: await this.note(tx, wisher, id, merged), issues: goneFields(merged.gone) };
      } catch (error) {
        if (!isOutrun(error) || attempt >= mostAttempts) throw error;
      }
    }
  }

  /**
   * What is still to be written of a change, against the record as it is now and as he sees it. With a task somebody
   * may write into a record that he does not see; then it is merged all the same, and he is not told what it held.
   * @throws Problem 404 where it is not his to see any more, 409 where it was deleted
   */
  async merge(
    tx: Transaction,
    { caller, app, report }: Wisher,
    change: { form: string; id: string; values: Values; before: Values; isTask?: boolean },
  ): Promise<MergedWish> {
    const now = await this.gate.open(caller, app, change.form);
    const opened = asReported(now, await this.#within(tx, now, change.id, report));
    const { theirs, isSeen } = await this.#standing(tx, opened, change.id, change.isTask);
    const edit = { before: change.before, mine: change.values, theirs };
    const merged = mergeFields(opened.form, edit);
    return { ...merged, opened, isSeen, version: Number(theirs.version) };
  }

  /**
   * Whether he sees the record. Whoever has a task of it may do without.
   * @throws Problem that says what became of a record that he sees and can do nothing with any more
   */
  async sees(tx: Transaction, { caller, app }: Wisher, formId: string, id: string): Promise<boolean> {
    const opened = await this.gate.open(caller, app, formId);
    const seen = await this.records.find(opened.viewer, opened.form, id.toLowerCase(), tx);
    if (seen) await this.#refuseGone(tx, opened, seen);
    return seen !== null;
  }

  /** The record as he sees it; with a task also one that he does not see. */
  async #standing(
    tx: Transaction,
    opened: Opened,
    id: string,
    isTask = false,
  ): Promise<{ theirs: Values; isSeen: boolean }> {
    const seen = await this.records.find(opened.viewer, opened.form, id, tx);
    const theirs =
      seen ?? (isTask ? await this.records.find(opened.write.platform, opened.form, id, tx) : null);
    if (!theirs) throw notFound(notYours);
    await this.#refuseGone(tx, opened, theirs);
    return { theirs, isSeen: seen !== null };
  }

  /** @throws Problem 409 that says where it went, as far as he sees that */
  async #refuseGone(tx: Transaction, { app, form, viewer }: Opened, record: Values): Promise<void> {
    if (record.deleted_at === null) return;
    const survivor = await this.history.survivorOf(tx, app.id, form.id, String(record.id));
    if (survivor === null) throw conflict(wasDeleted(record));
    throw conflict(wasMerged(form, (await this.records.find(viewer, form, survivor, tx)) ?? {}));
  }

  /** Both values stand in the record's timeline, for those who see the field; answers them for the device. */
  async note(
    tx: Transaction,
    { caller, app, report }: Wisher,
    recordId: string,
    { opened, conflicts, isSeen }: Pick<MergedWish, 'opened' | 'conflicts' | 'isSeen'>,
  ): Promise<FieldConflict[]> {
    const form = opened.form.id;
    const { happenedAt } = opened.write.source ?? {};
    if (conflicts.length > 0)
      await this.history.append(tx, {
        app,
        form,
        recordId,
        kind: 'conflict',
        by: caller.userId,
        changes: Object.fromEntries(
          conflicts.map(({ field, mine, theirs, kept }) => [
            field,
            kept === 'mine' ? [theirs ?? null, mine ?? null] : [mine ?? null, theirs ?? null],
          ]),
        ),
        happenedAt: happenedAt ?? null,
        detail: {
          device: report.device,
          kept: Object.fromEntries(conflicts.map(({ field, kept }) => [field, kept])),
        },
      });
    return conflicts.map((one) => ({ ...one, ...(isSeen ? {} : { theirs: null }), form, record: recordId }));
  }

  /** Not before there was the record. */
  async #within(tx: Transaction, { app, form }: Opened, id: string, report: LateReport): Promise<LateReport> {
    const began = await this.history.began(tx, app.id, form.id, id);
    return { ...report, happenedAt: bounded(report.happenedAt, began, new Date().toISOString()) };
  }
}

/** Somebody wrote between reading and writing: merged anew. */
export function isOutrun(error: unknown): boolean {
  return error instanceof Problem && error.status === 409 && error.extra.version !== undefined;
}

/** What the form knows of the values, as its fields take them now, and the names of the rest. */
function apart(form: Form, values: Values): { known: Record<string, unknown>; gone: string[] } {
  const known: Record<string, unknown> = {};
  const gone: string[] = [];
  for (const [id, value] of Object.entries(values)) {
    const field = fieldOf(form, id);
    if (field) known[id] = fitted(field, value);
    else gone.push(id);
  }
  return { known, gone };
}

export const notYours = sentence(
  '这条记录已改派给他人或被移除，您不再能看到它',
  'This record was given to somebody else or removed; you no longer see it',
);

/** Whoever does not see the record that stands now is not told which it is. */
function wasMerged({ title }: Form, survivor: Values): ReturnType<typeof sentence> {
  const name = title === undefined ? '' : wordsOf(survivor[title]);
  return name
    ? sentence(`这条记录已合并到“${name}”`, `This record was merged into “${name}”`)
    : sentence('这条记录已合并到另一条记录', 'This record was merged into another one');
}

function wasDeleted({ updated_by: by }: Values): ReturnType<typeof sentence> {
  const name = wordsOf(by);
  return sentence(
    `这条记录已被${name ? ` ${name} ` : ''}删除`,
    `This record was deleted${name ? ` by ${name}` : ''}`,
  );
}

/** A title, or the name of whom a value leads to. */
function wordsOf(value: unknown): string {
  const words = typeof value === 'object' && value !== null && 'title' in value ? value.title : value;
  return typeof words === 'string' ? words : '';
}
