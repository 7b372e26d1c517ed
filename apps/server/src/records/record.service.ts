import type { ListQuery, RecordRights } from '@fieldwork/api-contract';
import type { Scope } from '@fieldwork/expression';
import { acceptForm, programOf, type Values } from '@fieldwork/form-engine';
import { type Form, isId } from '@fieldwork/metadata';
import { may, mayOnRow } from '@fieldwork/policy';
import { Injectable } from '@nestjs/common';
import type { Queryable } from '../platform/database/queryable.js';
import { conflict, forbidden, invalid, notFound, Problem, sentence } from '../platform/http/problem.js';
import type { Repeatable } from '../platform/repeats/repeatable.js';
import { Repeats } from '../platform/repeats/repeats.js';
import { uuidv7 } from '../platform/uuid.js';
import { RecordStore } from './record.store.js';
import { RecordFinder } from './record-finder.js';
import { RecordIntake } from './record-intake.js';
import { mayLeaveSo, narrowingOf } from './record-narrowing.js';
import { RecordReferences } from './record-references.js';
import { changesBetween, cleaned, withLookups } from './record-values.js';
import { RecordWriter, targetOf } from './record-writer.js';
import type { Viewer } from './viewer.js';
import type { Write } from './write.js';

type Late = Record<string, unknown>;

/** How often a write that names no version begins anew because somebody was quicker. */
const mostAttempts = 3;

/** Records: read, written, listed. Every path to a record goes through here. */
@Injectable()
export class RecordService {
  constructor(
    private readonly store: RecordStore,
    private readonly references: RecordReferences,
    private readonly repeats: Repeats,
    private readonly intake: RecordIntake,
    private readonly writer: RecordWriter,
    private readonly finder: RecordFinder,
  ) {}

  async get(viewer: Viewer, form: Form, id: string, on: Queryable = this.store.database): Promise<string> {
    const json = isId(id) ? await this.store.get(on, viewer, form, id) : null;
    if (json === null) throw notFound();
    return json;
  }

  async find(
    viewer: Viewer,
    form: Form,
    id: string,
    on: Queryable = this.store.database,
  ): Promise<Values | null> {
    const json = await this.store.get(on, viewer, form, id);
    return json === null ? null : (JSON.parse(json) as Values);
  }

  async list(
    viewer: Viewer,
    form: Form,
    query: ListQuery,
    on: Queryable = this.store.database,
  ): Promise<{ json: string; total: number | null }> {
    const policy = viewer.policy(form.id);
    if (policy && !may(policy, query.deleted === 'only' ? 'delete' : 'read')) throw forbidden();
    const sought = await this.finder.sought(viewer, form, query);
    return this.store.list(viewer, form, { ...query, sought }, on);
  }

  /** Titles of records by id, of those the viewer may read. */
  async titles(
    viewer: Viewer,
    form: Form,
    ids: readonly string[],
    on: Queryable = this.store.database,
  ): Promise<Map<string, string | null>> {
    return ids.length === 0 ? new Map() : this.store.titles(on, viewer, form, ids);
  }

  /** What the viewer may do with each of these records, of those he may read. */
  rights(viewer: Viewer, form: Form, ids: readonly string[]): Promise<Record<string, RecordRights>> {
    return this.store.rights(viewer, form, ids);
  }

  /** Answers the new record as its writer sees it. With a repeatable key the same request acts once. */
  async create(
    write: Write,
    sent: Late,
    repeatable?: Repeatable,
    on: Queryable = this.store.database,
  ): Promise<string> {
    const { form, viewer } = write;
    return this.#once(on, targetOf(write), repeatable, async () => {
      const policy = viewer.policy(form.id);
      if (policy && !write.narrowing && !may(policy, 'create')) throw forbidden();
      const { id: givenId, ...body } = sent;
      const id = newId(givenId);
      const taken = await this.intake.accept(on, write, id, body);
      if ('issues' in taken)
        throw taken.isForbidden ? forbidden(taken.issues[0]?.message) : invalid(taken.issues);
      return this.writer.insert(on, write, id, taken.values, { repeatable, numbers: body });
    });
  }

  /** Changes a record. `expected`: the version the writer saw; without one the newest is changed. */
  async update(
    write: Write,
    id: string,
    sent: Late,
    options: {
      expected?: number | undefined;
      repeatable?: Repeatable | undefined;
      system?: Late | undefined;
    } = {},
    on: Queryable = this.store.database,
  ): Promise<string> {
    if (!isId(id)) throw notFound();
    const { repeatable, expected } = options;
    return this.#once(on, targetOf(write, id), repeatable, async () => {
      for (let attempt = 0; ; attempt++) {
        const base = await this.#base(write, id, on);
        if (!base || base.deleted_at !== null) throw notFound();
        const json = await this.#change(write, base, sent, options, on);
        if (json !== null) return json;
        if (expected !== undefined || attempt >= mostAttempts)
          throw await this.#conflict(write, id, base, sent, on);
      }
    });
  }

  /** Into the recycle bin, or out of it. */
  async remove(
    write: Write,
    id: string,
    isRemoved: boolean,
    { repeatable }: { repeatable?: Repeatable | undefined } = {},
    on: Queryable = this.store.database,
  ): Promise<void> {
    const system = { deleted_at: isRemoved ? write.platform.context.now : null };
    const kind = isRemoved ? 'deleted' : 'restored';
    await this.#once(on, targetOf(write, id), repeatable, async () => {
      for (let attempt = 0; ; attempt++) {
        const base = await this.demand(write, id, 'delete', on);
        if ((base.deleted_at === null) !== isRemoved) throw notFound();
        const json = await this.writer.change(on, write, base, {}, { system, kind, repeatable });
        if (json !== null) return json;
        if (attempt >= mostAttempts) throw await this.#conflict(write, id, base, {}, on);
      }
    });
  }

  /** In a transaction of others a refused write stays refused: the database may have given all of it up already. */
  #once(
    on: Queryable,
    target: string,
    repeatable: Repeatable | undefined,
    work: () => Promise<string>,
  ): Promise<string> {
    return on === this.store.database ? this.repeats.once(target, repeatable, work) : work();
  }

  /** The record as it stands. @throws Problem 404 or 403 where the writer may not do this to it */
  async demand(
    write: Write,
    id: string,
    action: 'update' | 'delete',
    on: Queryable = this.store.database,
  ): Promise<Values> {
    const base = isId(id) ? await this.#base(write, id, on) : null;
    if (!base) throw notFound();
    this.#refuse(write, base, action);
    return base;
  }

  #refuse(write: Write, base: Values, action: 'update' | 'delete'): void {
    const policy = write.viewer.policy(write.form.id);
    if (!policy) return;
    const scope = this.#scope(write, base);
    if (!mayOnRow(policy, 'read', scope)) throw notFound();
    // A task takes the place of the role's right to change.
    if (!(action === 'update' && write.narrowing) && !mayOnRow(policy, action, scope)) throw forbidden();
  }

  /** What a task or the platform writes is not the member's own doing; there the flow decides. */
  #refuseOutcome(write: Write, after: Values, changed: readonly string[], sent: Late): void {
    const policy = write.viewer.policy(write.form.id);
    const own = changed.filter((field) => Object.hasOwn(sent, field));
    if (!policy || write.narrowing || own.length === 0) return;
    if (!mayLeaveSo(policy, own, this.#scope(write, after)))
      throw forbidden(
        sentence(
          '改成这样后，您将无权修改这条记录；请通过流程办理',
          'You may not change a record into this state; its flow or somebody else has to do it',
        ),
      );
  }

  async #change(
    write: Write,
    base: Values,
    sent: Late,
    options: {
      expected?: number | undefined;
      repeatable?: Repeatable | undefined;
      system?: Late | undefined;
    },
    on: Queryable,
  ): Promise<string | null> {
    const { form, viewer } = write;
    this.#refuse(write, base, 'update');
    if (options.expected !== undefined && options.expected !== base.version)
      throw await this.#conflict(write, String(base.id), base, sent, on);
    const resolved = await this.references.resolve(on, form, cleaned(form, sent), viewer, write.platform, {
      base,
    });
    const accepted = acceptForm(form, base, resolved.values, {
      forms: viewer.documents.forms,
      context: write.platform.context,
      narrowing:
        write.narrowing ?? narrowingOf(viewer.policy(form.id), form, 'update', this.#scope(write, base)),
    });
    const issues = [...resolved.issues, ...accepted.issues];
    if (issues.length > 0) throw invalid(issues);
    const values = accepted.accepted as Values;
    this.#refuseOutcome(
      write,
      { ...base, ...withLookups(values, resolved.values) },
      Object.keys(values),
      sent,
    );
    if (Object.keys(values).length === 0 && !options.system && !options.repeatable)
      return this.store.get(on, viewer, form, String(base.id));
    return this.writer.change(on, write, base, values, { ...options, kind: 'updated' });
  }

  async #base(write: Write, id: string, on: Queryable): Promise<Values | null> {
    const json = await this.store.base(on, write.platform, write.form, id);
    return json === null ? null : (JSON.parse(json) as Values);
  }

  #scope(write: Write, base: Values): Scope {
    const { types } = programOf(write.form, write.viewer.documents.forms);
    return { types, values: base, context: write.viewer.context };
  }

  async #conflict(write: Write, id: string, base: Values, sent: Late, on: Queryable): Promise<Problem> {
    const json = await this.store.get(on, write.viewer, write.form, id);
    if (json === null) return notFound();
    const current = JSON.parse(json) as Values;
    const said = sentence('记录已被他人修改', 'The record was changed by somebody else');
    // Written with the platform's eyes, and heard by somebody who may not see the record: not what it holds now.
    if (write.viewer === write.platform) return conflict(said, [], { version: current.version });
    const fields = Object.keys(sent).filter(
      (field) => Object.keys(changesBetween(write.form, current, { [field]: sent[field] })).length > 0,
    );
    return conflict(said, [], {
      current,
      fields,
      version: current.version,
      base: base.version,
    });
  }
}

function newId(given: unknown): string {
  if (given === undefined || given === null) return uuidv7();
  if (isId(given) && given[14] === '7') return given;
  throw invalid([
    {
      path: ['id'],
      code: 'not_id',
      message: { 'zh-CN': '标识应为 UUIDv7', en: 'The id must be a UUID of version 7' },
    },
  ]);
}
