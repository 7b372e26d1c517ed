import type { ImportColumn } from '@fieldwork/api-contract';
import { bilingual, type Connector, cellOf, jsonAt, requestOf } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { RowImporter } from '../imports/row-importer.js';
import type { Transaction } from '../platform/database/queryable.js';
import { RecordService } from '../records/record.service.js';
import { type Opened, RecordGate } from '../records/record-gate.js';
import { jsonOf } from './auth/auth.js';
import { ConnectorCalls } from './connector-calls.js';
import { type RunCounts, RunStore } from './run.store.js';

const MOST_PAGES = 1000;
const MOST_ITEMS = 100_000;
const SHOWN_ERRORS = 50;
const BATCH = 100;
/** What changed while the last run was reading is read once more. */
const OVERLAP_MS = 5 * 60_000;

class OnlyTried extends Error {}

/** Brings the items of another system in: page after page, each batch in one transaction, known again by their key. */
@Injectable()
export class ConnectorReader {
  constructor(
    private readonly calls: ConnectorCalls,
    private readonly gate: RecordGate,
    private readonly records: RecordService,
    private readonly importer: RowImporter,
    private readonly runs: RunStore,
  ) {}

  /** A dry run does the same and takes it back. Answers the id of the run. */
  async run(
    app: string,
    connector: Connector,
    isDry: boolean,
    show: (counts: RunCounts) => void = () => undefined,
    signal?: AbortSignal,
  ): Promise<string> {
    const run = await this.runs.begin(app, connector.id, isDry);
    const counts: RunCounts = { read: 0, created: 0, updated: 0, skipped: 0, failed: 0, errors: [] };
    const began = new Date(Date.now() - OVERLAP_MS).toISOString();
    try {
      const opened = await this.gate.openAsPlatform(app, connector.form, null, {
        kind: 'connector',
        id: connector.id,
      });
      for await (const items of this.#pages(app, connector, opened)) {
        for (let from = 0; from < items.length; from += BATCH) {
          if (signal?.aborted) throw new Error('It was cancelled');
          await this.#take(connector, opened, items.slice(from, from + BATCH), isDry, counts);
          show(counts);
        }
        if (counts.read >= MOST_ITEMS) throw new Error(`There are more than ${MOST_ITEMS} items`);
      }
      await this.runs.finish(run, counts, null);
      // What could not be taken in is asked for again: the other system may not change it any more.
      if (!isDry && counts.failed === 0) await this.runs.keepSince(app, connector.id, began);
    } catch (error) {
      await this.runs.finish(run, counts, (error as Error).message);
    }
    return run;
  }

  async *#pages(app: string, connector: Connector, opened: Opened): AsyncGenerator<unknown[]> {
    const since = (await this.runs.since(app, connector.id)) ?? '1970-01-01T00:00:00.000Z';
    const { documents, context } = opened.viewer;
    const facts = { form: opened.form, forms: documents.forms, values: {}, context };
    const first = requestOf(connector, facts, { since });
    const { pages } = connector;
    let request = first;
    for (let page = 0; page < MOST_PAGES; page++) {
      if (pages?.by === 'page' || pages?.by === 'offset') {
        const value = pages.by === 'page' ? page + (pages.first ?? 1) : page * pages.size;
        const join = first.path.includes('?') ? '&' : '?';
        request = { ...first, path: `${first.path}${join}${encodeURIComponent(pages.parameter)}=${value}` };
      }
      const answer = jsonOf(await this.calls.send(app, connector, request, { timeoutMs: 60_000 }));
      const items = jsonAt(answer, connector.items);
      if (!Array.isArray(items))
        throw new Error(`There is no list at “${connector.items ?? ''}” in the answer`);
      yield items;
      if (!pages || items.length === 0) return;
      if (pages.by === 'offset' && items.length < pages.size) return;
      if (pages.by === 'next') {
        const next = jsonAt(answer, pages.next);
        if (typeof next !== 'string' || next === '') return;
        request = { ...first, path: pathOf(next, await this.calls.baseOf(app, connector)) };
      }
    }
    throw new Error(`There are more than ${MOST_PAGES} pages`);
  }

  async #take(
    connector: Connector,
    opened: Opened,
    items: readonly unknown[],
    isDry: boolean,
    counts: RunCounts,
  ): Promise<void> {
    const { key } = connector;
    const { columns, cells } = sheetOf(connector, items);
    const before = counts.read;
    counts.read += items.length;
    try {
      await this.importer.database.transaction(async (tx) => {
        const known = await this.#known(tx, connector, opened, items);
        const rows: string[][] = [];
        const numbers: number[] = [];
        let skipped = 0;
        for (const [index, item] of items.entries()) {
          const id = key ? cellOf(jsonAt(item, key.from)) : '';
          if (!isWanted(connector, item, known.get(id))) skipped += 1;
          else {
            rows.push(cells[index] ?? []);
            numbers.push(before + index + 1);
          }
        }
        const { write, viewer } = opened;
        const result = await this.importer.write(
          tx,
          write,
          columns,
          key?.field,
          viewer.context.timeZone,
          { numbers, rows },
          { tells: true },
        );
        counts.skipped += skipped;
        counts.created += result.created;
        counts.updated += result.updated;
        counts.failed += result.errors.length;
        for (const { rowNumber, reasons } of result.errors) {
          if (counts.errors.length >= SHOWN_ERRORS) break;
          const item = items[rowNumber - before - 1];
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
        if (isDry) throw new OnlyTried();
      });
    } catch (error) {
      if (!(error instanceof OnlyTried)) throw error;
    }
  }

  /** When those that are here already were last changed, by their key. */
  async #known(
    tx: Transaction,
    { key }: Connector,
    { viewer, form }: Opened,
    items: readonly unknown[],
  ): Promise<Map<string, string>> {
    if (!key) return new Map();
    const keys = items.map((item) => cellOf(jsonAt(item, key.from))).filter((id) => id !== '');
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
): { columns: ImportColumn[]; cells: string[][] } {
  const mappings = key && !map.some(({ field }) => field === key.field) ? [{ ...key }, ...map] : map;
  const columns = mappings.map(({ field, ...rest }, column) => ({
    column,
    field,
    ...('matchBy' in rest && rest.matchBy !== undefined ? { matchBy: rest.matchBy } : {}),
  }));
  const cells = items.map((item) =>
    mappings.map((mapping) =>
      cellOf(jsonAt(item, mapping.from), 'values' in mapping ? mapping.values : undefined),
    ),
  );
  return { columns, cells };
}

/** Whether an item is to be written, where a record with its key is there already (`changedAt`: its last change). */
function isWanted({ conflict, changedAt }: Connector, item: unknown, known: string | undefined): boolean {
  if (known === undefined || conflict === undefined || conflict === 'theirs') return true;
  if (conflict === 'ours') return false;
  const theirs = Date.parse(cellOf(jsonAt(item, changedAt)));
  return Number.isNaN(theirs) || theirs > Date.parse(known);
}

/** Of a whole address only the path, below the connection's own: the connection says where it leads. */
function pathOf(next: string, base: string): string {
  try {
    const { pathname, search } = new URL(next, 'https://connection.invalid');
    const own = base !== '' && pathname.startsWith(`${base}/`) ? pathname.slice(base.length) : pathname;
    return `${own}${search}`;
  } catch {
    throw new Error('The next page is no address');
  }
}
