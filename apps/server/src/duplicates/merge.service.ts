import type { MergeBody, MergeData } from '@fieldwork/api-contract';
import type { Values } from '@fieldwork/form-engine';
import { type Field, type Form, fieldTypeOf, isId } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { HistoryService } from '../audit/history.service.js';
import type { Caller } from '../identity/caller.js';
import { sqlState } from '../platform/database/database-errors.js';
import type { Transaction } from '../platform/database/queryable.js';
import { badRequest, conflict, notFound, sentence } from '../platform/http/problem.js';
import { RecordService } from '../records/record.service.js';
import { RecordEvents } from '../records/record-events.js';
import { RecordGate } from '../records/record-gate.js';
import type { Write } from '../records/write.js';
import { MergeStore, type Undo } from './merge.store.js';
import { type Move, type MovedTies, RecordTiesStore } from './record-ties.store.js';

/** Of so many moved records rules hear one by one; of more whoever keeps something about them catches up. */
const mostTold = 2000;
const mostAttempts = 4;

/** Two records of a form become one; for thirty days they can become two again. Each in one transaction. */
@Injectable()
export class MergeService {
  constructor(
    private readonly store: MergeStore,
    private readonly ties: RecordTiesStore,
    private readonly gate: RecordGate,
    private readonly records: RecordService,
    private readonly events: RecordEvents,
    private readonly history: HistoryService,
  ) {}

  async merge(
    caller: Caller,
    app: string,
    formId: string,
    { survivor, other, take }: MergeBody,
  ): Promise<string> {
    if (survivor === other)
      throw badRequest(sentence('不能与自身合并', 'A record cannot be merged with itself'));
    const { form, viewer, write } = await this.gate.open(caller, app, formId);
    return this.#transaction(async (tx) => {
      await this.store.lock(tx, app, form.id, [survivor, other]);
      for (const id of [survivor, other]) {
        const base = await this.records.demand(write, id, 'update', tx);
        await this.records.demand(write, id, 'delete', tx);
        if (base.deleted_at !== null) throw notFound();
      }
      const taken = form.fields.filter(({ id }) => take.includes(id));
      const mine = (await this.records.find(viewer, form, survivor, tx)) ?? {};
      const theirs = (await this.records.find(viewer, form, other, tx)) ?? {};
      const move = moveOf(write, other, survivor);
      const files = await this.ties.fileFields(
        tx,
        taken.flatMap((field) => fileIds(field, theirs[field.id])),
      );
      const moved = await this.ties
        .move(tx, move, viewer.documents, [...new Set(files.map(({ field }) => field))])
        .catch(refuseBooked);
      await this.records.remove(write, other, true, {}, tx);
      const changes = Object.fromEntries(
        taken.map((field) => [field.id, joined(field, mine[field.id], theirs[field.id])]),
      );
      if (taken.length > 0)
        await this.records.update({ ...write, isTakenOver: true }, survivor, changes, {}, tx);
      const now = (await this.records.find(viewer, form, survivor, tx)) ?? {};
      const undo: Undo = { moved, files, before: pick(mine, take), after: pick(now, take) };
      const id = await this.store.add(tx, { app, form: form.id, survivor, other, by: write.by, undo });
      await this.#note(tx, app, form, write.by, {
        survivor,
        other,
        kind: 'merged',
        title: titleOf(form, theirs),
      });
      await this.#tell(tx, { write, form, references: moved.references }, [other, survivor]);
      return id;
    });
  }

  /** What was moved goes back; what the survivor took and nobody has changed since becomes what it was. */
  async undo(caller: Caller, app: string, formId: string, mergeId: string): Promise<void> {
    const { form, viewer, write } = await this.gate.open(caller, app, formId);
    await this.#transaction(async (tx) => {
      const merge = isId(mergeId) ? await this.store.find(tx, app, form.id, mergeId) : null;
      if (!merge) throw notFound();
      const { survivor, other, undo } = merge;
      await this.store.lock(tx, app, form.id, [survivor, other]);
      if (!merge.isOpen || (await this.store.isMergedAway(tx, survivor)))
        throw conflict(sentence('这次合并已不能撤销', 'This merge can no longer be undone'));
      await this.records.demand(write, survivor, 'update', tx);
      const now = (await this.records.find(viewer, form, survivor, tx)) ?? {};
      const untouched = Object.keys(undo.before).filter(
        (field) => JSON.stringify(now[field]) === JSON.stringify(undo.after[field]),
      );
      const move = moveOf(write, other, survivor);
      if (untouched.length > 0)
        await this.records.update(
          { ...write, isTakenOver: true },
          survivor,
          pick(undo.before, untouched),
          {},
          tx,
        );
      await this.ties.filesBack(tx, move, undo.files);
      await this.records.remove(write, other, false, {}, tx);
      await this.ties.moveBack(tx, move, undo.moved);
      await this.store.undone(tx, mergeId, write.by);
      await this.#note(tx, app, form, write.by, { survivor, other, kind: 'unmerged', title: null });
      await this.#tell(tx, { write, form, references: undo.moved.references }, [survivor, other]);
    });
  }

  async list(caller: Caller, app: string, formId: string, record: string): Promise<MergeData[]> {
    const { form, viewer } = await this.gate.open(caller, app, formId);
    await this.records.get(viewer, form, record);
    return this.store.of(app, form.id, record);
  }

  /** Flows begin behind the answers: one that began on both records in this very moment is seen by the next try. */
  async #transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++)
      try {
        return await this.store.database.transaction(work);
      } catch (error) {
        if (sqlState(error) !== '23505' || attempt >= mostAttempts) throw error;
      }
  }

  async #note(
    tx: Transaction,
    app: string,
    form: Form,
    by: string | null,
    {
      survivor,
      other,
      kind,
      title,
    }: { survivor: string; other: string; kind: 'merged' | 'unmerged'; title: string | null },
  ): Promise<void> {
    for (const [recordId, detail] of [
      [survivor, { other, title }],
      [other, { survivor }],
    ] as const)
      await this.history.append(tx, { app, form: form.id, recordId, kind, by, detail });
  }

  /** Records that refer to others now: rules hear of each, and whoever keeps something about them. */
  async #tell(
    tx: Transaction,
    { write, form, references }: { write: Write; form: Form; references: MovedTies['references'] },
    [from, to]: [string, string],
  ): Promise<void> {
    const app = write.viewer.app;
    const place = { app, by: write.by, kind: 'updated' as const, source: write.source ?? null };
    let told = 0;
    for (const moved of references) {
      const isField = moved.column === undefined;
      if (isField)
        for (const { id, version } of await this.ties.versions(
          tx,
          app,
          moved.form,
          moved.ids.slice(0, Math.max(0, mostTold - told)),
        ))
          await this.events.tell(tx, {
            ...place,
            form: moved.form,
            id,
            version,
            changes: { [moved.field]: [from, to] },
          });
      told += isField ? moved.ids.length : 0;
      if (!isField || told > mostTold)
        await this.events.tellOfBatch(tx, { app, form: moved.form, created: [] });
    }
    for (const other of new Set([form.id, ...references.map((moved) => moved.form)]))
      this.events.announce(tx, { app, form: other }, []);
  }
}

function moveOf({ viewer, form, by, source }: Write, from: string, to: string): Move {
  return { app: viewer.app, form: form.id, from, to, by, source: source ?? null };
}

/** Movements of a ledger are kept by a trigger, those that lead to the record too. @throws Problem 409 */
function refuseBooked(error: unknown): never {
  if (sqlState(error) !== '55000') throw error;
  throw conflict(
    sentence(
      '台账中有这条记录的流水，不能把它合并到别的记录',
      'A ledger has movements of this record, so it cannot go into another one',
    ),
  );
}

function pick(values: Values, fields: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(fields.map((field) => [field, values[field] ?? null]));
}

function titleOf(form: Form, values: Values): string | null {
  const title = form.title === undefined ? null : values[form.title];
  return typeof title === 'string' ? title : null;
}

/** Rows and files of both stand together; of anything else there is one. */
function joined(field: Field, mine: unknown, theirs: unknown): unknown {
  if (field.fields) return [...rowsOf(mine), ...rowsOf(theirs).map(({ id: _, ...row }) => row)];
  return holdsFiles(field) ? [...rowsOf(mine), ...rowsOf(theirs)] : (theirs ?? null);
}

function rowsOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? (value as Record<string, unknown>[]) : [];
}

function holdsFiles(field: Field): boolean {
  const target = fieldTypeOf(field).column(field)?.target;
  return target !== undefined && 'platform' in target && target.platform === 'file';
}

/** Those in the rows of a sub-table too. */
function fileIds(field: Field, value: unknown): string[] {
  if (field.fields)
    return field.fields.flatMap((column) => rowsOf(value).flatMap((row) => fileIds(column, row[column.id])));
  return holdsFiles(field) ? rowsOf(value).map(({ id }) => String(id)) : [];
}
