import {
  type ExpressionJson,
  isIdentifier,
  type Portal,
  type PortalSignIn,
  pathsIn,
} from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { AppRegistry } from '../metadata/app-registry.js';
import { lookupTerms } from '../overviews/lookup-terms.js';
import { Database } from '../platform/database/database.js';
import type { Queryable } from '../platform/database/queryable.js';
import { notFound } from '../platform/http/problem.js';
import { RecordService } from '../records/record.service.js';
import { RecordFacts } from '../records/record-facts.js';
import { type Opened, RecordGate } from '../records/record-gate.js';
import type { PortalAt } from './portal-sign-in.store.js';

type Values = Record<string, unknown>;

/** Of one address; more is no person, but a number that stands for none. */
const mostPersons = 20;

/** A portal that can be opened without a link. */
export interface OpenHome {
  at: PortalAt;
  page: Portal;
  signIn: PortalSignIn;
}

/** The records that stand for whoever has an address: each time as they are now, so that what is merged or gone counts. */
@Injectable()
export class PortalPersons {
  constructor(
    private readonly registry: AppRegistry,
    private readonly gate: RecordGate,
    private readonly records: RecordService,
    private readonly facts: RecordFacts,
    readonly database: Database,
  ) {}

  /** @throws Problem 404 where there is no such portal, or none without a link */
  async home({ app, page: id }: PortalAt): Promise<OpenHome> {
    if (!isIdentifier(app) || !isIdentifier(id)) throw notFound();
    const page = (await this.registry.find(app))?.documents.pages.get(id);
    if (page?.type !== 'portal' || !page.signIn) throw notFound();
    return { at: { app, page: id }, page, signIn: page.signIn };
  }

  open({ at, page }: OpenHome, form: string): Promise<Opened> {
    return this.gate.openAsPlatform(at.app, form, null, { kind: 'portal', id: page.id });
  }

  async find(home: OpenHome, way: string, address: string, on: Queryable = this.database): Promise<string[]> {
    const opened = await this.open(home, home.signIn.form);
    const same = lookupTerms(address).map((term) => ({ '==': [{ lower: [{ var: way }] }, term] }));
    const limit = mostPersons + 1;
    const found = await this.ids(opened, { or: same } as ExpressionJson, { sort: ['created_at'], limit }, on);
    return found.length > mostPersons ? [] : found;
  }

  /** With what the lists and the public form read of the person. */
  async read(home: OpenHome, ids: readonly string[]): Promise<Values[]> {
    const opened = await this.open(home, home.signIn.form);
    const listed = pathsIn(home.signIn.lists).flatMap((path) =>
      path.startsWith('current.') ? [path.slice(8)] : [],
    );
    const paths = [...listed, ...pathsIn(home.signIn.prefill)];
    const title = opened.form.title === undefined ? [] : [opened.form.title];
    const read = (id: string) =>
      this.facts.read(this.database, opened.write.platform, opened.form, id, [...paths, ...title]);
    return (await Promise.all(ids.map(read))).filter((values) => values !== null);
  }

  async ids(
    { write, form }: Opened,
    filter: ExpressionJson,
    { sort, limit }: { sort: string[]; limit: number },
    on: Queryable = this.database,
  ): Promise<string[]> {
    const query = { filter, fields: ['id'], sort, page: 1, pageSize: limit };
    const found = await this.records.list(
      write.platform,
      form,
      { ...query, count: 'none' as const, deleted: 'no' as const },
      on,
    );
    return (JSON.parse(found.json) as { id: string }[]).map(({ id }) => id);
  }
}
