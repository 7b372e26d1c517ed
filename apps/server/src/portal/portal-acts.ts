import type { PortalAct } from '@fieldwork/api-contract';
import {
  assignedValues,
  type Field,
  type Form,
  fieldOf,
  formTypes,
  type Issue,
  type PortalAction,
  signedParts,
} from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { readAnswers } from '../channels/outside-answers.js';
import type { Transaction } from '../platform/database/queryable.js';
import { invalid, notFound } from '../platform/http/problem.js';
import type { Repeatable } from '../platform/repeats/repeatable.js';
import { Repeats } from '../platform/repeats/repeats.js';
import { notNow, writeFromOutside } from '../records/outside-write.js';
import { RecordService } from '../records/record.service.js';
import { targetOf } from '../records/record-writer.js';
import { splitSystem } from '../records/split-system.js';
import { PortalStore } from './portal.store.js';
import { holds, type OpenPortal, PortalDoor } from './portal-door.js';
import { PortalTasks } from './portal-tasks.js';
import { seenOf } from './portal-views.js';

type Values = Record<string, unknown>;

interface Act extends Pick<PortalAct, 'seen'> {
  answers: PortalAct['values'];
  repeatable: Repeatable;
}

/** Whoever answers a question says which page he read. */
const unseen: Issue = {
  path: ['seen'],
  code: 'required',
  message: { 'zh-CN': '请刷新页面', en: 'Please load the page again' },
};

/** What somebody outside does with a record: what an action of the page asks for and says, and nothing else. */
@Injectable()
export class PortalActs {
  constructor(
    private readonly door: PortalDoor,
    private readonly records: RecordService,
    private readonly repeats: Repeats,
    private readonly tasks: PortalTasks,
    private readonly store: PortalStore,
  ) {}

  /** Sent again under the same key it is done once. @throws Problem 404, 409 where it is not offered now, 422 */
  async perform(
    portal: OpenPortal,
    { action: actionId, values: answers, key, seen }: PortalAct,
  ): Promise<void> {
    const { page, id } = portal;
    const action = page.actions?.find((one) => one.id === actionId);
    if (!action) throw notFound();
    const repeatable = { caller: id, key, body: { page: page.id, action: action.id, answers } };
    const perform = () =>
      this.store.database.transaction((tx) =>
        this.#perform(tx, portal, action, { answers, seen, repeatable }),
      );
    await this.tasks.orTell(portal, action, perform);
  }

  async #perform(
    tx: Transaction,
    portal: OpenPortal,
    action: PortalAction,
    { answers, seen, repeatable }: Act,
  ): Promise<void> {
    const { page, opened, id } = portal;
    // Two at a time take turns: the second sees what the first has done.
    await this.store.lock(tx, id);
    if (await this.repeats.first(targetOf(opened.write, id), repeatable, tx)) return;
    const now = await this.door.read(tx, page, opened, id);
    if (!now) throw notFound();
    if (!holds(action.when, portal, now)) throw notNow();
    if (seen === undefined && action.task) throw invalid([unseen]);
    const answered = await this.tasks.answered(portal, tx);
    if (seen !== undefined && seen !== seenOf({ opened, values: now }, page, answered)) throw notNow();
    const shown = new Set(page.shown.map(({ field }) => field));
    const asked = checked({ action, form: opened.form, shown }, answers as Values, now);
    const { forms } = opened.app.documents;
    const { context } = opened.write.platform;
    const scope = { types: formTypes(opened.form, forms), values: { ...now, ...asked } as never, context };
    const values = { ...asked, ...assignedValues(action.set ?? [], opened.form, forms, scope) };
    const task = await this.tasks.take(tx, portal, action);
    await this.#write(tx, portal, values, { repeatable, expected: Number(now.version) });
    if (!task || !action.task) return;
    const said = action.task.reason === undefined ? null : asked[action.task.reason];
    await this.tasks.perform(tx, task, action.task.action, typeof said === 'string' ? said : null);
  }

  async #write(
    tx: Transaction,
    { opened, id }: OpenPortal,
    values: Values,
    options: { repeatable: Repeatable; expected: number },
  ): Promise<void> {
    const { fields, system } = splitSystem(values);
    await writeFromOutside(this.records, opened.write, id, fields, { ...options, system }, tx);
  }
}

/** The answers as they are kept. @throws Problem 422 */
function checked(
  { action: { fields = [] }, form, shown }: { action: PortalAction; form: Form; shown: ReadonlySet<string> },
  answers: Values,
  now: Values,
): Values {
  const isSignature = (id: string) => fieldOf(form, id)?.type === 'signature';
  // Signatures last: they are over what was answered with them.
  const ordered = fields.toSorted((a, b) => Number(isSignature(a.field)) - Number(isSignature(b.field)));
  const { values, issues } = readAnswers(form, ordered, answers, (field, answer, before) =>
    field.type === 'signature' ? signed(form, field, answer, { ...now, ...before }, shown) : answer,
  );
  if (issues.length > 0) throw invalid(issues);
  return values;
}

/**
 * The strokes come from outside; what they stand under, whose they are and when is said here. They stand under nothing
 * that the page did not show.
 */
function signed(
  form: Form,
  field: Field,
  strokes: unknown,
  values: Values,
  shown: ReadonlySet<string>,
): unknown {
  if (typeof strokes !== 'object' || strokes === null) return strokes;
  const { path, width, height } = strokes as Values;
  const signer = field.signer === undefined ? null : values[field.signer];
  return {
    path,
    width,
    height,
    ...(typeof signer === 'string' && signer !== '' ? { signer } : {}),
    at: new Date().toISOString(),
    signed: signedParts(
      form,
      (field.of ?? []).filter((one) => shown.has(one)),
      values,
    ),
  };
}
