import type { Wish } from '@fieldwork/api-contract';
import { programOf } from '@fieldwork/form-engine';
import { type Field, fieldOf } from '@fieldwork/metadata';
import { carriedOver } from '@fieldwork/sync';
import { Injectable } from '@nestjs/common';
import { HistoryService } from '../audit/history.service.js';
import type { Transaction } from '../platform/database/queryable.js';
import { Problem } from '../platform/http/problem.js';
import { RecordService } from '../records/record.service.js';
import { RecordGate } from '../records/record-gate.js';
import { narrowingOf } from '../records/record-narrowing.js';
import { recordOf, type Wisher } from './wish-outcome.js';

/**
 * What can be wished in place of a refused wish, so that nothing that was filled in is lost: what came with a task that
 * is gone, as a change of the record; what was meant for a record that was merged, for the one that stands now.
 */
@Injectable()
export class WishOffers {
  constructor(
    private readonly gate: RecordGate,
    private readonly records: RecordService,
    private readonly history: HistoryService,
  ) {}

  async of(tx: Transaction, wisher: Wisher, wish: Wish): Promise<Wish | null> {
    if (wish.name === 'record.create') return null;
    try {
      const survivor = await this.history.survivorOf(tx, wisher.app, wish.form, recordOf(wish));
      if (wish.name === 'comment.add')
        return survivor === null ? null : await this.#comment(tx, wisher, wish, survivor);
      if (wish.name === 'record.change' && !survivor) return null;
      return await this.#change(tx, wisher, wish, survivor);
    } catch (error) {
      if (error instanceof Problem) return null;
      throw error;
    }
  }

  async #comment(
    tx: Transaction,
    { caller, app }: Wisher,
    wish: Extract<Wish, { name: 'comment.add' }>,
    survivor: string,
  ): Promise<Wish | null> {
    const { form, viewer } = await this.gate.open(caller, app, wish.form);
    return (await this.records.find(viewer, form, survivor, tx)) ? { ...wish, record: survivor } : null;
  }

  /** As far as his rights open the fields; against the survivor it counts as filled in from what stands there now. */
  async #change(
    tx: Transaction,
    { caller, app }: Wisher,
    wish: Extract<Wish, { name: 'record.change' | 'task.act' }>,
    survivor: string | null,
  ): Promise<Wish | null> {
    const mine = Object.entries(wish.values ?? {});
    if (mine.length === 0) return null;
    const { form, viewer, write } = await this.gate.open(caller, app, wish.form);
    const id = survivor ?? recordOf(wish);
    const base = await this.records.demand(write, id, 'update', tx);
    if (base.deleted_at !== null) return null;
    const { types } = programOf(form, viewer.documents.forms);
    const scope = { types, values: base, context: viewer.context };
    const { readOnly } = narrowingOf(viewer.policy(form.id), form, 'update', scope);
    const open = mine.filter(([name]) => fieldOf(form, name) && !readOnly?.has(name));
    if (open.length === 0) return null;
    const seen = survivor ? await this.records.find(viewer, form, id, tx) : null;
    const values: Record<string, unknown> = {};
    const before: Record<string, unknown> = {};
    for (const [name, value] of open) {
      const [field, was] = [fieldOf(form, name) as Field, wish.before?.[name] ?? null];
      const theirs = seen?.[name] ?? null;
      values[name] = seen ? carriedOver(field, { before: was, mine: value, theirs }) : value;
      before[name] = seen ? theirs : was;
    }
    return { name: 'record.change', form: form.id, id, values, before, version: Number(base.version) };
  }
}
