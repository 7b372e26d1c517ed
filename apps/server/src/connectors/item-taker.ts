import type { ImportColumn } from '@fieldwork/api-contract';
import {
  bilingual,
  type Connector,
  cellOf,
  type Form,
  fieldOf,
  fieldTypeOf,
  jsonAt,
} from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { RowImporter } from '../imports/row-importer.js';
import type { Transaction } from '../platform/database/queryable.js';
import { isStorable } from '../platform/database/storable.js';
import { RecordService } from '../records/record.service.js';
import type { Opened } from '../records/record-gate.js';
import { noCounts, type RunCounts } from './run.store.js';

const SHOWN_ERRORS = 50;
/** So many are written at once. */
export const BATCH = 100;

class OnlyTried extends Error {}

/** Writes items of another system as records: known again by their key, each with its reason where it cannot be. */
@Injectable()
export class ItemTaker {
  constructor(
    private readonly records: RecordService,
    private readonly importer: RowImporter,
  ) {}

  /** Answers what came of them. `isDry`: all of it is taken back. */
  async take(
    tx: Transaction,
    connector: Connector,
    opened: Opened,
    items: readonly unknown[],
    isDry = false,
  ): Promise<RunCounts> {
    let counts = noCounts();
    try {
      await tx.savepoint(async () => {
        counts = await this.#write(tx, connector, opened, items);
        if (isDry) throw new OnlyTried();
      });
    } catch (error) {
      if (!(error instanceof OnlyTried)) throw error;
    }
    return counts;
  }

  async #write(
    tx: Transaction,
    connector: Connector,
    opened: Opened,
    items: readonly unknown[],
  ): Promise<RunCounts> {
    const { key } = connector;
    const counts: RunCounts = { ...noCounts(), read: items.length };
    const { timeZone } = opened.viewer.context;
    const { columns, cells } = sheetOf(connector, items, opened.form, timeZone);
    const known = await this.#known(tx, connector, opened, items);
    const rows: string[][] = [];
    const numbers: number[] = [];
    for (const [index, item] of items.entries()) {
      const id = key ? cellOf(jsonAt(item, key.from)) : '';
      if (!isWanted(connector, item, known.get(id))) counts.skipped += 1;
      else {
        rows.push(cells[index] ?? []);
        numbers.push(index + 1);
      }
    }
    const result = await this.importer.write(
      tx,
      opened.write,
      columns,
      key?.field,
      timeZone,
      { numbers, rows },
      { tells: true },
    );
    counts.created = result.created;
    counts.updated = result.updated;
    counts.failed = result.errors.length;
    for (const { rowNumber, reasons } of result.errors.slice(0, SHOWN_ERRORS)) {
      const item = items[rowNumber - 1];
      const name = key ? cellOf(jsonAt(item, key.from)) : String(rowNumber);
      const [reason] = reasons;
      const words = reason?.reason ?? { 'zh-CN': '不能写入', en: 'It cannot be written' };
      counts.errors.push({
        item: name,
        reason: bilingual(
          `${reason?.column ?? ''} ${words['zh-CN']}`.trim(),
          `${reason?.column ?? ''} ${words.en}`.trim(),
        ),
      });
    }
    return counts;
  }

  /** When those that are here already were last changed, by their key. */
  async #known(
    tx: Transaction,
    { key }: Connector,
    { viewer, form }: Opened,
    items: readonly unknown[],
  ): Promise<Map<string, string>> {
    if (!key) return new Map();
    const keys = items
      .map((item) => cellOf(jsonAt(item, key.from)))
      .filter((id) => id !== '' && isStorable(id));
    if (keys.length === 0) return new Map();
    const { json } = await this.records.list(
      viewer,
      form,
      {
        filter: { in: [{ var: key.field }, [...new Set(keys)]] },
        fields: [key.field, 'updated_at'],
        sort: ['id'],
        page: 1,
        pageSize: 1000,
        count: 'none',
        deleted: 'no',
      },
      tx,
    );
    const rows = JSON.parse(json) as Record<string, unknown>[];
    return new Map(rows.map((row) => [String(row[key.field]), String(row.updated_at)]));
  }
}

/** The items as a sheet that the import reads: a column per mapping, the key among them. */
function sheetOf(
  { map = [], key }: Connector,
  items: readonly unknown[],
  form: Form,
  timeZone: string,
): { columns: ImportColumn[]; cells: string[][] } {
  const mappings = key && !map.some(({ field }) => field === key.field) ? [{ ...key }, ...map] : map;
  const columns = mappings.map(({ field, ...rest }, column) => ({
    column,
    field,
    ...('matchBy' in rest && rest.matchBy !== undefined ? { matchBy: rest.matchBy } : {}),
  }));
  const cells = items.map((item) =>
    mappings.map((mapping) => {
      const cell = cellOf(jsonAt(item, mapping.from), 'values' in mapping ? mapping.values : undefined);
      if (!('since1970' in mapping) || mapping.since1970 === undefined || cell === '') return cell;
      return momentOf(cell, mapping.since1970, holdsDay(form, mapping.field) ? timeZone : null);
    }),
  );
  return { columns, cells };
}

function holdsDay(form: Form, id: string): boolean {
  const field = fieldOf(form, id);
  return field !== undefined && fieldTypeOf(field).type(field)?.kind === 'date';
}

/** A moment counted from 1970 as the import reads it; what is none stays, and is refused there. */
function momentOf(cell: string, unit: 'seconds' | 'milliseconds', dateIn: string | null): string {
  const milliseconds = Number(cell) * (unit === 'seconds' ? 1000 : 1);
  const moment = new Date(milliseconds);
  if (Number.isNaN(moment.getTime())) return cell;
  return dateIn === null ? moment.toISOString() : moment.toLocaleDateString('sv-SE', { timeZone: dateIn });
}

/**
 * Whether an item is to be written: of the kinds that are taken, and, where a record with its key is there already
 * (`known`: its last change), as the connector's way in a conflict says.
 */
function isWanted(
  { conflict, changedAt, only }: Connector,
  item: unknown,
  known: string | undefined,
): boolean {
  if (only && !only.is.includes(cellOf(jsonAt(item, only.from)))) return false;
  if (known === undefined || conflict === undefined || conflict === 'theirs') return true;
  if (conflict === 'ours') return false;
  const told = cellOf(jsonAt(item, changedAt));
  // A moment in words, or counted in milliseconds from 1970.
  const theirs = /^\d{11,14}$/.test(told) ? Number(told) : Date.parse(told);
  return Number.isNaN(theirs) || theirs > Date.parse(known);
}
