import type { ImportColumn } from '@fieldwork/api-contract';
import { type Form, type Issue, localize } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/database.js';
import type { Transaction } from '../platform/database/queryable.js';
import { Problem } from '../platform/http/problem.js';
import { RecordService } from '../records/record.service.js';
import { RecordBatch } from '../records/record-batch.js';
import type { Write } from '../records/write.js';
import type { ImportError } from './import.store.js';
import { errorOf, notOne, type Prepared, prepare, withIssues } from './prepared-row.js';
import { type Found, ReferenceFinder } from './reference-finder.js';
import { RowReader } from './row-reader.js';

interface Batch {
  numbers: readonly number[];
  rows: readonly (readonly string[])[];
}
/** `tells`: rules and flows hear of each new record, as of one that was filed by hand. */
export interface ImportWay {
  tells?: boolean;
}
export interface BatchResult {
  created: number;
  updated: number;
  errors: ImportError[];
}

/** Turns a batch of rows into records. Every row ends as written or as an error that says why. */
@Injectable()
export class RowImporter {
  constructor(
    private readonly batches: RecordBatch,
    private readonly records: RecordService,
    private readonly finder: ReferenceFinder,
    readonly database: Database,
  ) {}

  async write(
    tx: Transaction,
    write: Write,
    columns: readonly ImportColumn[],
    keyField: string | undefined,
    timeZone: string,
    batch: Batch,
    { tells = false }: ImportWay = {},
  ): Promise<BatchResult> {
    const reader = new RowReader(write.form, columns, timeZone);
    const prepared = batch.rows.map((cells, index) => prepare(reader, cells, batch.numbers[index] ?? 0));
    await this.#refer(reader, write, prepared);
    const ids: Found = keyField === undefined ? new Map() : await this.#existing(write, keyField, prepared);
    const keyOf = ({ values }: Prepared) => (keyField === undefined ? null : (values[keyField] ?? null));
    refuseAmbiguous(prepared, keyOf, ids, write.form);
    const result: BatchResult = {
      created: 0,
      updated: 0,
      errors: prepared.filter((row) => row.reasons.length > 0).map(errorOf),
    };
    let rest = prepared.filter((row) => row.reasons.length === 0);
    // A key that comes again in the same batch changes the record that its first row has made.
    while (rest.length > 0) {
      const { first, later } = firstOfEach(rest, keyOf);
      await this.#round(tx, write, first, keyOf, ids, result, tells);
      rest = later;
    }
    return result;
  }

  /** Rows whose keys differ: those that are there are changed, the others made; `ids` and `result` follow. */
  async #round(
    tx: Transaction,
    write: Write,
    rows: readonly Prepared[],
    keyOf: (row: Prepared) => unknown,
    ids: Found,
    result: BatchResult,
    tells: boolean,
  ): Promise<void> {
    const idOf = (row: Prepared) => ids.get(String(keyOf(row))) ?? null;
    const isFresh = (row: Prepared) => keyOf(row) === null || idOf(row) === null;
    const refuse = (row: Prepared, issues: readonly Issue[]) =>
      result.errors.push(errorOf(withIssues(row, issues, write.form)));
    const known = rows.filter((row) => !isFresh(row));
    const fresh = rows.filter(isFresh);
    const sent = fresh.map((row) => row.values);
    const outcomes = sent.length === 0 ? [] : await this.#create(tx, write, sent, tells);
    outcomes.forEach((outcome, index) => {
      const row = fresh[index] as Prepared;
      if ('issues' in outcome) refuse(row, outcome.issues);
      else {
        result.created++;
        if (keyOf(row) !== null) ids.set(String(keyOf(row)), outcome.id);
      }
    });
    for (const row of known) {
      const issues = await this.#update(tx, write, idOf(row) as string, row.values);
      if (issues) refuse(row, issues);
      else result.updated++;
    }
  }

  async #create(
    tx: Transaction,
    write: Write,
    sent: readonly Record<string, unknown>[],
    tells: boolean,
  ): Promise<readonly ({ id: string } | { issues: readonly Issue[] })[]> {
    if (!tells) return this.batches.create(tx, write, sent);
    const outcomes: ({ id: string } | { issues: readonly Issue[] })[] = [];
    for (const values of sent)
      try {
        const made = await tx.savepoint(() => this.records.create(write, values, undefined, tx));
        outcomes.push({ id: (JSON.parse(made) as { id: string }).id });
      } catch (error) {
        outcomes.push({ issues: refusedBy(error) });
      }
    return outcomes;
  }

  async #update(
    tx: Transaction,
    write: Write,
    id: string,
    values: Record<string, unknown>,
  ): Promise<readonly Issue[] | null> {
    try {
      await tx.savepoint(() => this.records.update(write, id, values, {}, tx));
      return null;
    } catch (error) {
      return refusedBy(error);
    }
  }

  /** The records that have these keys already. */
  async #existing(write: Write, keyField: string, rows: readonly Prepared[]): Promise<Found> {
    const field = { id: keyField, label: keyField, type: 'reference' as const, form: write.form.id };
    const keys = rows.map((row) => row.values[keyField]).filter((key) => typeof key === 'string');
    return this.finder.find(write.viewer, field, keyField, keys);
  }

  /** Texts in reference columns become the records they name. */
  async #refer(reader: RowReader, write: Write, rows: readonly Prepared[]): Promise<void> {
    for (const reading of reader.readings.filter(({ field }) => field.form !== undefined)) {
      const { field, column } = reading;
      const texts = rows.flatMap((row) => reader.textOf(reading, row.cells) ?? []);
      const found = await this.finder.find(write.viewer, field, column.matchBy, texts);
      for (const row of rows) {
        const text = reader.textOf(reading, row.cells);
        const id = text === null ? null : (found.get(text) ?? null);
        if (text !== null && id === null) row.reasons.push(notOne(localize(field.label, 'zh-CN'), text));
        else row.values[field.id] = id;
      }
    }
  }
}

/** Why a row was refused. @throws what is no refusal */
function refusedBy(error: unknown): readonly Issue[] {
  if (!(error instanceof Problem) || error.status >= 500) throw error;
  return error.issues.length > 0 ? error.issues : [{ path: [], code: error.type, message: error.title }];
}

/** Which of several records a row means cannot be guessed. */
function refuseAmbiguous(
  rows: readonly Prepared[],
  keyOf: (row: Prepared) => unknown,
  ids: Found,
  form: Form,
): void {
  for (const row of rows) {
    const key = keyOf(row);
    if (typeof key === 'string' && ids.get(key) === null)
      row.reasons.push(notOne(localize(form.label, 'zh-CN'), key));
  }
}

function firstOfEach(
  rows: readonly Prepared[],
  keyOf: (row: Prepared) => unknown,
): { first: Prepared[]; later: Prepared[] } {
  const seen = new Set<unknown>();
  const [first, later]: [Prepared[], Prepared[]] = [[], []];
  for (const row of rows) {
    const key = keyOf(row);
    if (key !== null && seen.has(key)) later.push(row);
    else first.push(row);
    seen.add(key);
  }
  return { first, later };
}
