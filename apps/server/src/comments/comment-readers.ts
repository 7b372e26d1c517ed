import { type CommentAudience, type FormPolicy, unrestricted } from '@fieldwork/policy';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../identity/caller.js';
import { SessionService } from '../identity/session.service.js';
import { UserService } from '../identity/user.service.js';
import type { Queryable } from '../platform/database/queryable.js';
import { notFound, Problem } from '../platform/http/problem.js';
import { RecordService } from '../records/record.service.js';
import { RecordGate } from '../records/record-gate.js';
import type { Audience, Subject } from './comment-row.js';

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
  async rightsOf(
    caller: Caller,
    { app, form: formId, recordId }: Subject,
    on?: Queryable,
  ): Promise<FormPolicy['comments']> {
    const { form, viewer } = await this.gate.open(caller, app, formId);
    if ((await this.records.find(viewer, form, recordId, on)) === null) throw notFound();
    return viewer.policy(form.id)?.comments ?? unrestricted.comments;
  }

  /** Those of these people who may read a comment of this audience today. */
  async whoMayRead(
    userIds: readonly string[],
    subject: Subject,
    audience: Audience,
    on?: Queryable,
  ): Promise<string[]> {
    const may: string[] = [];
    for (const id of new Set(userIds)) if (await this.#mayRead(id, subject, audience, on)) may.push(id);
    return may;
  }

  /** Those of these people who may read the record today, whether or not its comments are open to them. */
  async whoMayReadRecord(userIds: readonly string[], subject: Subject, on?: Queryable): Promise<string[]> {
    const may: string[] = [];
    for (const id of new Set(userIds)) if ((await this.#open(id, subject, on)) !== null) may.push(id);
    return may;
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

  async #mayRead(userId: string, subject: Subject, audience: Audience, on?: Queryable): Promise<boolean> {
    const open = await this.#open(userId, subject, on);
    return open !== null && opens(open, audience);
  }

  /** null: he does not see the record. */
  async #open(userId: string, subject: Subject, on?: Queryable): Promise<CommentAudience | null> {
    const caller = await this.sessions.actingFor(userId);
    if (!caller) return null;
    try {
      return (await this.rightsOf(caller, subject, on)).read;
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
