import type { ImportColumn } from '@fieldwork/api-contract';
import { type Form, fieldOf, type Issue, localize } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '../platform/database/queryable.js';
import { Problem } from '../platform/http/problem.js';
import { RecordService, type Write } from '../records/record.service.js';
import { RecordBatch } from '../records/record-batch.js';
import type { ImportError } from './import.store.js';
import { ReferenceFinder } from './reference-finder.js';
import { RowReader } from './row-reader.js';

interface Batch {
  numbers: readonly number[];
  rows: readonly (readonly string[])[];
}
interface Prepared {
  number: number;
  cells: readonly string[];
  values: Record<string, unknown>;
  reasons: ImportError['reasons'];
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
  ) {}

  async write(
    tx: Transaction,
    write: Write,
    columns: readonly ImportColumn[],
    keyField: string | undefined,
    timeZone: string,
    batch: Batch,
  ): Promise<BatchResult> {
    const reader = new RowReader(write.form, columns, timeZone);
    const prepared = batch.rows.map((cells, index) => prepare(reader, cells, batch.numbers[index] ?? 0));
    await this.#refer(reader, write, prepared);
    const existing =
      keyField === undefined ? new Map<string, string>() : await this.#existing(write, keyField, prepared);
    const idOf = (row: Prepared) => existing.get(String(row.values[keyField ?? '']));
    const good = prepared.filter((row) => row.reasons.length === 0);
    const errors = prepared.filter((row) => row.reasons.length > 0).map(errorOf);

    const fresh = good.filter((row) => idOf(row) === undefined);
    const outcomes = await this.batches.create(
      tx,
      write,
      fresh.map((row) => row.values),
    );
    outcomes.forEach((outcome, index) => {
      const row = fresh[index] as Prepared;
      if ('issues' in outcome) errors.push(errorOf(withIssues(row, outcome.issues, write.form)));
    });
    let updated = 0;
    for (const row of good.filter((candidate) => idOf(candidate) !== undefined)) {
      const issues = await this.#update(tx, write, idOf(row) as string, row.values);
      if (issues) errors.push(errorOf(withIssues(row, issues, write.form)));
      else updated++;
    }
    const created = outcomes.filter((outcome) => 'id' in outcome).length;
    return { created, updated, errors };
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
      if (!(error instanceof Problem) || error.status >= 500) throw error;
      return error.issues.length > 0 ? error.issues : [{ path: [], code: error.type, message: error.title }];
    }
  }

  /** The records that have these keys already. */
  async #existing(write: Write, keyField: string, rows: readonly Prepared[]): Promise<Map<string, string>> {
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
        const id = text === null ? null : found.get(text);
        if (id === undefined)
          row.reasons.push({
            column: localize(field.label, 'zh-CN'),
            value: text ?? '',
            reason: {
              'zh-CN': `没有找到「${text}」，或不止一条`,
              en: `“${text}” was not found, or more than once`,
            },
          });
        else row.values[field.id] = id;
      }
    }
  }
}

function prepare(reader: RowReader, cells: readonly string[], number: number): Prepared {
  const values: Record<string, unknown> = {};
  const reasons: Prepared['reasons'] = [];
  for (const reading of reader.readings) {
    const { field } = reading;
    if (field.form !== undefined) continue;
    const cell = reader.read(reading, cells);
    if ('value' in cell) values[field.id] = cell.value;
    else
      reasons.push({
        column: localize(field.label, 'zh-CN'),
        value: reader.textOf(reading, cells) ?? '',
        reason: cell.issue,
      });
  }
  return { number, cells, values: withoutEmpty(values), reasons };
}

/** An empty cell leaves the field to its default. */
function withoutEmpty(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}

function withIssues(row: Prepared, issues: readonly Issue[], form: Form): Prepared {
  const reasons = issues.map(({ path, message }) => {
    const id = String(path[0] ?? '');
    const field = fieldOf(form, id);
    const value = row.values[id];
    return {
      column: field ? localize(field.label, 'zh-CN') : id,
      value: value === undefined || value === null ? '' : String(value),
      reason: message,
    };
  });
  return { ...row, reasons };
}

function errorOf(row: Prepared): ImportError {
  return { rowNumber: row.number, cells: [...row.cells], reasons: row.reasons };
}
