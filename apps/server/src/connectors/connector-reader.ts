import { type BuiltRequest, type Connector, jsonAt, putJson, requestOf } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { type Opened, RecordGate } from '../records/record-gate.js';
import { jsonOf } from './auth/auth.js';
import { ConnectorCalls } from './connector-calls.js';
import { BATCH, ItemTaker } from './item-taker.js';
import { addCounts, noCounts, type RunCounts, RunStore } from './run.store.js';

const MOST_PAGES = 1000;
const MOST_ITEMS = 100_000;
/** What changed while the last run was reading is read once more. */
const OVERLAP_MS = 5 * 60_000;

/** Brings the items of another system in: page after page, each batch in one transaction, known again by their key. */
@Injectable()
export class ConnectorReader {
  constructor(
    private readonly calls: ConnectorCalls,
    private readonly gate: RecordGate,
    private readonly taker: ItemTaker,
    private readonly runs: RunStore,
  ) {}

  /** A dry run does the same and takes it back. Answers the id of the run; null: another one is under way. */
  async run(
    app: string,
    connector: Connector,
    isDry: boolean,
    show: (counts: RunCounts) => void = () => undefined,
    signal?: AbortSignal,
  ): Promise<string | null> {
    const run = await this.runs.begin(app, connector.id, isDry);
    if (run === null) return null;
    const counts = noCounts();
    const began = new Date(Date.now() - OVERLAP_MS).toISOString();
    try {
      const opened = await this.gate.openAsPlatform(app, connector.form, null, {
        kind: 'connector',
        id: connector.id,
      });
      for await (const items of this.#pages(app, connector, opened)) {
        for (let from = 0; from < items.length; from += BATCH) {
          if (signal?.aborted) throw new Error('It was cancelled');
          const batch = items.slice(from, from + BATCH);
          const { database } = this.runs;
          addCounts(
            counts,
            await database.transaction((tx) => this.taker.take(tx, connector, opened, batch, isDry)),
          );
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
        request =
          'in' in pages ? withBody(first, pages.parameter, value) : withQuery(first, pages.parameter, value);
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
}

function withQuery(request: BuiltRequest, name: string, value: number): BuiltRequest {
  const join = request.path.includes('?') ? '&' : '?';
  return { ...request, path: `${request.path}${join}${encodeURIComponent(name)}=${value}` };
}

function withBody(request: BuiltRequest, place: string, value: number): BuiltRequest {
  const body = structuredClone(request.body ?? {});
  putJson(body, place, value);
  return { ...request, body };
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
