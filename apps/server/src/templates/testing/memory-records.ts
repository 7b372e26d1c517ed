import type { Context } from '@fieldwork/expression';
import { acceptForm, type Narrowing } from '@fieldwork/form-engine';
import { type AppDocuments, type Form, type Issue, idOf } from '@fieldwork/metadata';
import { uuidv7 } from '../../platform/uuid.js';
import type { Values } from './scenario.js';

export interface Kept {
  id: string;
  form: Form;
  values: Values;
}
export interface Change {
  record: Kept;
  kind: 'created' | 'updated';
  changes: Record<string, [unknown, unknown]>;
  old: Values;
}
export type Written = { change: Change; issues: [] } | { change: null; issues: Issue[] };

/** Records in memory, written through the form engine as the server writes them. */
export class MemoryRecords {
  readonly #kept = new Map<string, Kept>();

  constructor(private readonly documents: AppDocuments) {}

  get(id: string): Kept {
    const record = this.#kept.get(id);
    if (!record) throw new Error(`There is no record ${id}`);
    return record;
  }

  of(form: string): Kept[] {
    return [...this.#kept.values()].filter((record) => record.form.id === form);
  }

  create(formId: string, sent: Values, context: Context, narrowing: Narrowing): Written {
    const form = this.documents.forms.get(formId) as Form;
    const base = { forms: this.documents.forms, context, narrowing };
    const { accepted, issues } = acceptForm(form, null, this.lookedUp(form, sent), base);
    if (!accepted) return { change: null, issues };
    const record = { id: uuidv7(), form, values: { ...accepted } };
    this.#kept.set(record.id, record);
    return { change: { record, kind: 'created', changes: {}, old: {} }, issues: [] };
  }

  update(id: string, sent: Values, context: Context, narrowing: Narrowing): Written {
    const record = this.get(id);
    const { form, values: old } = record;
    const sets = { forms: this.documents.forms, context, narrowing };
    const looked = this.lookedUp(form, { ...old, ...sent });
    const given = Object.fromEntries(Object.keys(sent).map((field) => [field, looked[field]]));
    const { accepted, issues } = acceptForm(form, this.lookedUp(form, old), given, sets);
    if (!accepted) return { change: null, issues };
    record.values = { ...old, ...accepted };
    const changes = Object.fromEntries(
      Object.entries(accepted).map(([field, now]): [string, [unknown, unknown]] => [
        field,
        [old[field] ?? null, now],
      ]),
    );
    const before = Object.fromEntries(Object.entries(changes).map(([field, [was]]) => [field, was]));
    return { change: { record, kind: 'updated', changes, old: { ...old, ...before } }, issues: [] };
  }

  /** The values with references as objects that carry all fields of the other record, and its title. */
  lookedUp(form: Pick<Form, 'fields'>, values: Values): Values {
    const completed = { ...values };
    for (const field of form.fields) {
      const { fields, id } = field;
      const rows = values[id];
      if (fields && Array.isArray(rows)) completed[id] = rows.map((row) => this.lookedUp({ fields }, row));
      if (field.form === undefined) continue;
      const other = this.#kept.get(idOf(values[field.id]) ?? '');
      if (!other) continue;
      const title = other.form.title === undefined ? null : (other.values[other.form.title] ?? null);
      completed[field.id] = { ...other.values, id: other.id, title };
    }
    return completed;
  }

  facts(record: Kept, context: Context, values: Values = record.values, old: Values = values) {
    const complete = (given: Values) => ({ ...this.lookedUp(record.form, given), id: record.id });
    return {
      form: record.form,
      forms: this.documents.forms,
      tables: this.documents.decision_tables,
      values: complete(values),
      old: complete(old),
      context,
    };
  }
}
