import type { HookBody, HookData } from '@fieldwork/api-contract';
import { type Connector, jsonAt } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { AppRegistry } from '../metadata/app-registry.js';
import type { Transaction } from '../platform/database/queryable.js';
import { isDeeper, mostDeep } from '../platform/http/json-depth.js';
import { forbidden, notFound } from '../platform/http/problem.js';
import { SigningSecrets } from '../platform/network/signing-secrets.js';
import { RecordGate } from '../records/record-gate.js';
import { type HookRow, HookStore } from './hook.store.js';
import { messageIdOf } from './hook-signature.js';
import { ItemTaker } from './item-taker.js';
import { noCounts, RunStore } from './run.store.js';

const MOST_ITEMS = 1000;

const purposeOf = ({ app, connector }: { app: string; connector: string }) => `hook ${app} ${connector}`;

/** What other systems call us with: signed, of now, taken once. What comes of each call is a run of its connector. */
@Injectable()
export class HookService {
  constructor(
    private readonly store: HookStore,
    private readonly secrets: SigningSecrets,
    private readonly registry: AppRegistry,
    private readonly gate: RecordGate,
    private readonly taker: ItemTaker,
    private readonly runs: RunStore,
  ) {}

  /**
   * Answers once everything is written, or the reason why not stands in the log: what a retry cannot mend is not asked
   * for again. @throws Problem 404 for an address that is none, 403 for a call that is not signed
   */
  async take(
    app: string,
    id: string,
    headers: Parameters<typeof messageIdOf>[1],
    body: Buffer,
  ): Promise<{ isRepeated: boolean }> {
    const hook = await this.store.find(app, id);
    const connector = (await this.registry.find(app))?.documents.connectors.get(id);
    if (!hook?.isEnabled || connector?.direction !== 'hook') throw notFound();
    const messageId = messageIdOf(
      hook.signing,
      headers,
      body,
      this.secrets.of(purposeOf(hook), hook.secrets),
    );
    if (messageId === null) throw forbidden();
    return this.store.database.transaction(async (tx) => {
      const run = await this.runs.add(tx, app, id);
      const text = body.toString('utf8');
      const isFirst = await this.store.keep(tx, hook, { messageId, run, body: text });
      if (isFirst) await this.#write(tx, app, connector, run, text);
      else await this.runs.remove(tx, run);
      return { isRepeated: !isFirst };
    });
  }

  /** Takes what a call brought once more, after its connector or a record was mended. @throws Problem 404 */
  async again(app: string, id: string, run: string): Promise<void> {
    const connector = await this.#connector(app, id);
    const body = await this.store.bodyOf(app, id, run);
    if (body === null) throw notFound();
    await this.store.database.transaction((tx) => this.#write(tx, app, connector, run, body));
  }

  async list(app: string): Promise<Map<string, HookData>> {
    const rows = await this.store.list(app);
    return new Map(rows.map(({ connector, signing, isEnabled }) => [connector, { signing, isEnabled }]));
  }

  /** Answers a secret that was made here: it is shown once. @throws Problem 404 */
  async save(app: string, id: string, { secret, ...body }: HookBody): Promise<{ secret: string | null }> {
    await this.#connector(app, id);
    const place = { app, connector: id };
    const before = await this.store.find(app, id);
    // A secret that was made for one way of signing may be no key for another.
    const isKept = before?.signing.by === body.signing.by;
    if (isKept && secret === undefined) {
      await this.store.save({ ...before, ...body });
      return { secret: null };
    }
    const made = isKept
      ? this.secrets.rotate(purposeOf(place), before.secrets, secret)
      : this.secrets.begin(purposeOf(place), secret);
    await this.store.save({ ...place, ...body, secrets: made.sealed });
    return { secret: secret === undefined ? made.secret : null };
  }

  /** A new secret; the former one is good for another day. */
  async rotate(app: string, id: string): Promise<{ secret: string }> {
    const before = await this.#find(app, id);
    const { secret, sealed } = this.secrets.rotate(purposeOf(before), before.secrets);
    await this.store.save({ ...before, secrets: sealed });
    return { secret };
  }

  async remove(app: string, id: string): Promise<void> {
    if (!(await this.store.remove(app, id))) throw notFound();
  }

  async #write(tx: Transaction, app: string, connector: Connector, run: string, body: string): Promise<void> {
    const items = itemsIn(connector, body);
    if (typeof items === 'string') return this.runs.finish(run, noCounts(), items, tx);
    const source = { kind: 'connector' as const, id: connector.id };
    const opened = await this.gate.openAsPlatform(app, connector.form, null, source);
    const counts = await this.taker.take(tx, connector, opened, items);
    await this.runs.finish(run, counts, null, tx);
  }

  async #connector(app: string, id: string): Promise<Connector> {
    const found = (await this.registry.app(app)).documents.connectors.get(id);
    if (found?.direction !== 'hook') throw notFound();
    return found;
  }

  async #find(app: string, id: string): Promise<HookRow> {
    const found = await this.store.find(app, id);
    if (!found) throw notFound();
    return found;
  }
}

/** The items of a body: a list, or one; else what is wrong with it. */
function itemsIn({ items }: Connector, body: string): unknown[] | string {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return 'The body is not JSON';
  }
  if (isDeeper(json, mostDeep)) return 'The body is nested too deeply';
  const found = jsonAt(json, items);
  if (typeof found !== 'object' || found === null)
    return `There is nothing at “${items ?? ''}” in what was sent`;
  if (!Array.isArray(found)) return [found];
  return found.length > MOST_ITEMS ? `There are more than ${MOST_ITEMS} items` : found;
}
