import type { Issue, Scope } from '@fieldwork/expression';
import { acceptForm, openForm, programOf, type Values } from '@fieldwork/form-engine';
import { type FormPolicy, mayOnRow } from '@fieldwork/policy';
import { Injectable } from '@nestjs/common';
import type { Queryable } from '../platform/database/queryable.js';
import { narrowingOf } from './record-narrowing.js';
import { RecordReferences } from './record-references.js';
import { cleaned, withLookups } from './record-values.js';
import type { Write } from './write.js';

/** A new record, ready to be written, or why it is not. */
export type Intake = { values: Values } | { issues: readonly Issue[]; isForbidden: boolean };

/** What is sent becomes a new record: looked up, settled by its form, allowed by the roles; one by one and in crowds. */
@Injectable()
export class RecordIntake {
  constructor(private readonly references: RecordReferences) {}

  /** `known`: what was looked up for the records before this one. */
  async accept(
    on: Queryable,
    write: Write,
    id: string,
    sent: Values,
    known?: Map<string, string | null>,
  ): Promise<Intake> {
    const { form, viewer, platform } = write;
    const clean = cleaned(form, { ...sent });
    const resolved = await this.references.resolve(on, form, clean, viewer, platform, { known });
    const policy = viewer.policy(form.id);
    const owned = { id, owner: write.by, created_by: write.by, department: viewer.context.user.department };
    const context = { forms: viewer.documents.forms, context: platform.context };
    const scopeOf = (values: Values): Scope => ({
      types: programOf(form, context.forms).types,
      values: { ...values, ...owned },
      context: context.context,
    });
    const given = asksAboutNew(policy)
      ? openForm(form, null, resolved.values, context).settled
      : resolved.values;
    const isRefused = (values: Values) =>
      policy !== null && !write.narrowing && !mayOnRow(policy, 'create', scopeOf(values));
    if (isRefused(given)) return { issues: notAllowed, isForbidden: true };
    const narrowing = write.narrowing ?? narrowingOf(policy, form, 'create', scopeOf(given));
    const { accepted, issues } = acceptForm(form, null, resolved.values, { ...context, narrowing });
    if (!accepted || resolved.issues.length > 0)
      return { issues: [...resolved.issues, ...issues], isForbidden: false };
    if (isRefused(withLookups(accepted, resolved.values))) return { issues: notAllowed, isForbidden: true };
    return { values: accepted };
  }
}

/** Whether a role allows new records by what is in them: then what the form fills in by itself counts too. */
function asksAboutNew(policy: FormPolicy | null): boolean {
  return policy?.grants.some(({ rows }) => typeof rows.create === 'object') ?? false;
}

const notAllowed: readonly Issue[] = [
  {
    path: [],
    code: 'forbidden',
    message: { 'zh-CN': '没有权限新建这样的记录', en: 'You may not create such a record' },
  },
];
