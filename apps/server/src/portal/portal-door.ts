import { type Expression, ExpressionError, evaluateCondition } from '@fieldwork/expression';
import { formTypes, isIdentifier, type Portal, pathsIn } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { HistoryService } from '../audit/history.service.js';
import { PortalLink, type PortalPlace } from '../channels/portal-link.js';
import { networkOf } from '../identity/login-throttle.js';
import { AppRegistry } from '../metadata/app-registry.js';
import type { Queryable } from '../platform/database/queryable.js';
import { notFound, sentence } from '../platform/http/problem.js';
import { spend } from '../platform/http/spend.js';
import { RecordFacts } from '../records/record-facts.js';
import { type Opened, RecordGate } from '../records/record-gate.js';
import { PortalStore } from './portal.store.js';

type Values = Record<string, unknown>;

type PortalReading = Pick<Portal, 'shown' | 'steps' | 'actions' | 'messages'>;

/** A link that opened: the page, and the record with what the page reads of it. */
export interface OpenPortal {
  page: Portal;
  opened: Opened;
  id: string;
  values: Values;
  expiresAt: string;
}

const neutral = sentence('链接无效或已过期', 'This link is not valid or has ended');

/** Lets in whoever has a valid link. All that is wrong is answered alike; whoever tries many has to wait. */
@Injectable()
export class PortalDoor {
  readonly #calls = new RateLimiterMemory({ keyPrefix: 'portal', points: 300, duration: 600 });
  readonly #wrong = new RateLimiterMemory({ keyPrefix: 'portal-wrong', points: 30, duration: 600 });

  constructor(
    private readonly links: PortalLink,
    private readonly registry: AppRegistry,
    private readonly gate: RecordGate,
    private readonly facts: RecordFacts,
    private readonly history: HistoryService,
    private readonly store: PortalStore,
  ) {}

  /** @throws Problem 404, 429 */
  async open(place: PortalPlace, token: string, address: string): Promise<OpenPortal> {
    const network = networkOf(address);
    const found = await this.#find(place, token);
    // Many customers can share one network: a wrong link of one costs nobody else his right one.
    await spend(found ? this.#calls : this.#wrong, found ? `${network} ${found.id}` : network);
    if (!found) throw notFound(neutral);
    return found;
  }

  /** The record as it stands now; null where it is gone. */
  async read(on: Queryable, page: PortalReading, opened: Opened, id: string): Promise<Values | null> {
    const { platform } = opened.write;
    const values = await this.facts.read(on, platform, opened.form, id, pathsOf(page));
    return values && values.deleted_at === null ? values : null;
  }

  async #find(place: PortalPlace, token: string): Promise<OpenPortal | null> {
    if (!isIdentifier(place.app) || !isIdentifier(place.page)) return null;
    const link = await this.links.open(place, token);
    const page = link && (await this.registry.find(place.app))?.documents.pages.get(place.page);
    if (!link || page?.type !== 'portal') return null;
    const source = { kind: 'portal' as const, id: page.id };
    const opened = await this.gate.openAsPlatform(place.app, page.form, null, source);
    return this.#follow({ page, opened, ...link });
  }

  /** Where the record was merged into another, the link leads there. */
  async #follow(portal: Omit<OpenPortal, 'values'>): Promise<OpenPortal | null> {
    const { page, opened } = portal;
    const { database } = this.store;
    const own = await this.read(database, page, opened, portal.id);
    if (own) return { ...portal, values: own };
    const id = await this.history.survivorOf(database, opened.app.id, opened.form.id, portal.id);
    const values = id === null ? null : await this.read(database, page, opened, id);
    return id === null || values === null ? null : { ...portal, id, values };
  }
}

/** The record that the link leads to. */
export function subjectOf({ opened, id }: Pick<OpenPortal, 'opened' | 'id'>) {
  return { app: opened.app.id, form: opened.form.id, recordId: id };
}

export function holds(
  when: Expression | undefined,
  { opened }: Pick<OpenPortal, 'opened'>,
  values: Values,
): boolean {
  if (when === undefined) return true;
  const types = formTypes(opened.form, opened.app.documents.forms);
  try {
    return evaluateCondition(when, {
      types,
      values: values as never,
      context: opened.write.platform.context,
    });
  } catch (error) {
    if (error instanceof ExpressionError) return false;
    throw error;
  }
}

/** Everything that the page reads through references. */
function pathsOf({ shown, steps = [], actions = [], messages }: PortalReading): string[] {
  return [
    ...shown.map(({ field }) => field),
    ...(messages?.author === undefined ? [] : [messages.author]),
    ...pathsIn([
      shown.map(({ when }) => when),
      steps.map(({ when, visible }) => [when, visible]),
      actions.map(({ when, set }) => [when, set]),
    ]),
  ];
}
