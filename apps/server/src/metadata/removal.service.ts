import { isDeepStrictEqual } from 'node:util';
import type { RemovalLook } from '@fieldwork/api-contract';
import {
  type AppDocuments,
  allDocuments,
  type Document,
  localize,
  type PartKind,
  parseDocument,
  type Text,
  usersOf,
  withoutMentions,
} from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { AppMemberService } from '../identity/app-member.service.js';
import type { Transaction } from '../platform/database/queryable.js';
import { conflict, notFound, sentence } from '../platform/http/problem.js';
import { AppRegistry } from './app-registry.js';
import { DocumentStore, type DraftRow } from './document.store.js';
import { PublishService } from './publish.service.js';
import { RemovalStore } from './removal.store.js';
import { RemovalGuards } from './removal-guards.js';
import { refuseOtherName } from './typed-name.js';

interface Place {
  app: string;
  kind: PartKind;
  id: string;
}

/** Takes published documents away that nothing else needs. */
@Injectable()
export class RemovalService {
  constructor(
    private readonly registry: AppRegistry,
    private readonly documents: DocumentStore,
    private readonly rows: RemovalStore,
    private readonly publisher: PublishService,
    private readonly guards: RemovalGuards,
    private readonly members: AppMemberService,
  ) {}

  /** What stands in the way, and what goes with it. @throws Problem 404 where it is not published */
  async look(place: Place): Promise<RemovalLook> {
    const { documents } = await this.registry.app(place.app);
    const found = find(place, documents);
    return {
      label: found.label,
      users: usersOf(found, documents).map(({ kind, id, label }) => ({ kind, id, label })),
      reasons: await this.#reasons(place),
      records: found.kind === 'form' ? await this.rows.countRecords(place.app, found.id) : null,
    };
  }

  /**
   * In one transaction: out of the menu and the roles, out of what runs and is designed, and of a form the tables and
   * all that is kept about its records. @throws Problem 404, 409 with what needs it, 422 where a form's name is not typed
   */
  async remove(place: Place, by: string, name: string | undefined): Promise<void> {
    const { documents } = await this.registry.app(place.app);
    const found = find(place, documents);
    const { label, users, reasons } = await this.look(place);
    refuseUsers(label, users);
    if (reasons[0]) throw conflict(bothOf(reasons[0]));
    if (found.kind === 'form') refuseOtherName(label, name);
    const listing = allDocuments(documents).flatMap((one) => {
      const without = withoutMentions(one, found);
      return without === one ? [] : [{ published: one, without }];
    });
    // Whoever is at work on the menu or a role keeps that work.
    const drafts = await Promise.all(
      listing.map(({ published }) => this.documents.draft(place.app, published.kind, published.id)),
    );
    await this.publisher.publish(
      place.app,
      listing.map(({ without }) => without),
      {
        by,
        alsoIn: async (tx) => {
          const now = (await this.registry.app(place.app)).documents;
          refuseUsers(label, usersOf(found, now));
          for (const [index, { published }] of listing.entries())
            await this.#keepDraft(tx, place.app, published, drafts[index], found);
          await this.documents.withdraw(tx, place.app, place.kind, place.id);
          if (found.kind === 'form') await this.rows.dropForm(tx, place.app, found);
        },
      },
    );
  }

  async #keepDraft(
    tx: Transaction,
    app: string,
    published: Document,
    row: DraftRow | null | undefined,
    gone: Document,
  ): Promise<void> {
    const { document } = parseDocument(published.kind, row?.draft);
    if (!document || isDeepStrictEqual(document, published)) return;
    const { kind, id } = published;
    const draft = withoutMentions(document as Document, gone);
    await this.documents.saveDraft(tx, { app, kind, id }, draft, null, null);
  }

  async #reasons({ app, kind, id }: Place): Promise<Text[]> {
    const found: Text[] = await this.guards.reasons(app, kind, id);
    if (kind !== 'role') return found;
    const count = (await this.members.list(app)).filter(({ roles }) => roles.includes(id)).length;
    const held = sentence(
      `还有 ${count} 位成员属于这个角色，请先在「成员与角色」中调整`,
      `It still has members (${count}); give them other roles first`,
    );
    return count === 0 ? found : [...found, held];
  }
}

function find({ kind, id }: Place, documents: AppDocuments): Exclude<Document, { kind: 'app' }> {
  const found = allDocuments(documents).find((one) => one.kind === kind && one.id === id);
  if (!found || found.kind === 'app') throw notFound();
  return found;
}

function refuseUsers(label: Text, users: readonly { label: Text; kind: string; id: string }[]): void {
  if (users.length === 0) return;
  const named = (locale: 'zh-CN' | 'en') =>
    users
      .slice(0, 8)
      .map((one) => localize(one.label, locale))
      .join(locale === 'en' ? ', ' : '、');
  throw conflict(
    sentence(
      `“${localize(label, 'zh-CN')}”还被用到：${named('zh-CN')}`,
      `“${localize(label, 'en')}” is still used by: ${named('en')}`,
    ),
    [],
    { users: users.map(({ kind, id, label: theirs }) => ({ kind, id, label: theirs })) },
  );
}

const bothOf = (text: Text) => sentence(localize(text, 'zh-CN'), localize(text, 'en'));
