import type { Values } from '@fieldwork/form-engine';
import { bilingual, type Form, localize } from '@fieldwork/metadata';
import { type CommentAudience, type FormPolicy, unrestricted } from '@fieldwork/policy';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../identity/caller.js';
import { SessionService } from '../identity/session.service.js';
import { UserService } from '../identity/user.service.js';
import type { Queryable } from '../platform/database/queryable.js';
import { notFound, Problem } from '../platform/http/problem.js';
import { RecordService } from '../records/record.service.js';
import { RecordGate } from '../records/record-gate.js';
import type { Viewer } from '../records/viewer.js';
import type { Audience, Subject } from './comment-row.js';

/** Somebody who may read a record, and what he sees of it. */
export interface Reader {
  id: string;
  form: Form;
  viewer: Viewer;
  record: Values;
  comments: FormPolicy['comments'];
}

/** Who reads and writes which comments of a record: whoever may read the record, as far as his roles open its comments. */
@Injectable()
export class CommentReaders {
  constructor(
    private readonly gate: RecordGate,
    private readonly records: RecordService,
    private readonly sessions: SessionService,
    private readonly users: UserService,
  ) {}

  /** @throws Problem 404 where the caller does not see the record */
  async rightsOf(caller: Caller, subject: Subject, on?: Queryable): Promise<FormPolicy['comments']> {
    return (await this.#see(caller, subject, on)).comments;
  }

  /** Those of these people who may read the record today, each with what he sees of it. */
  async of(userIds: readonly string[], subject: Subject, on?: Queryable): Promise<Reader[]> {
    const readers: Reader[] = [];
    for (const id of new Set(userIds)) {
      const reader = await this.#open(id, subject, on);
      if (reader) readers.push(reader);
    }
    return readers;
  }

  /** Those of these people who may read a comment of this audience today. */
  async whoMayRead(
    userIds: readonly string[],
    subject: Subject,
    audience: Audience,
    on?: Queryable,
  ): Promise<string[]> {
    const readers = await this.of(userIds, subject, on);
    return readers.filter(({ comments }) => opens(comments.read, audience)).map(({ id }) => id);
  }

  /** What the record is called before this reader; where he does not see that, what kind of record it is. */
  async titleFor({ form, viewer, record }: Reader, on?: Queryable): Promise<{ 'zh-CN': string; en: string }> {
    const id = String(record.id);
    const title = (await this.records.titles(viewer, form, [id], on)).get(id);
    return title
      ? bilingual(title, title)
      : bilingual(localize(form.label, 'zh-CN'), localize(form.label, 'en'));
  }

  /** Colleagues to mention: found by name, of those who may read the record. */
  async mentionable(subject: Subject, search: string): Promise<{ id: string; title: string }[]> {
    const { members } = await this.users.pick({ search, limit: 30, offset: 0 });
    const ids = members.map(({ id }) => id);
    const may = new Set(await this.whoMayRead(ids, subject, 'customer'));
    return members
      .filter(({ id }) => may.has(id))
      .slice(0, 10)
      .map(({ id, name }) => ({ id, title: name }));
  }

  async #see(caller: Caller, { app, form: formId, recordId }: Subject, on?: Queryable): Promise<Reader> {
    const { form, viewer } = await this.gate.open(caller, app, formId);
    const record = await this.records.find(viewer, form, recordId, on);
    if (record === null) throw notFound();
    const comments = viewer.policy(form.id)?.comments ?? unrestricted.comments;
    return { id: caller.userId, form, viewer, record, comments };
  }

  /** null: he does not see the record. */
  async #open(userId: string, subject: Subject, on?: Queryable): Promise<Reader | null> {
    const caller = await this.sessions.actingFor(userId);
    if (!caller) return null;
    try {
      return await this.#see(caller, subject, on);
    } catch (error) {
      if (error instanceof Problem) return null;
      throw error;
    }
  }
}

/** Whether the comments that are open to somebody include those of an audience. */
export function opens(open: CommentAudience, audience: Audience): boolean {
  return open === 'all' || open === audience;
}
