import type { Context, Issue } from '@fieldwork/expression';
import type { Form } from '@fieldwork/metadata';

export type Values = Readonly<Record<string, unknown>>;

/** What a person meets at a field right now. */
export interface FieldState {
  visible: boolean;
  required: boolean;
  readOnly: boolean;
  issues: readonly Issue[];
  /** Of a sub-table: the states of the columns, row by row. */
  rows?: readonly Readonly<Record<string, FieldState>>[];
}

/** What the step at hand (a task, a right) narrows, beside what the form itself says. */
export interface Narrowing {
  hidden?: ReadonlySet<string>;
  readOnly?: ReadonlySet<string>;
  /** When given, only these can be changed. */
  editable?: ReadonlySet<string>;
  required?: ReadonlySet<string>;
  /** Written by a flow or a rule: read-only fields are open to it, and nobody is there to fill in required ones. */
  isAutomatic?: boolean;
}

export interface FormContext {
  forms: ReadonlyMap<string, Form>;
  context: Context;
  narrowing?: Narrowing;
}

/**
 * A record on its way: `base` is the record as it was read (null: a new one), `values` what stands in the form now.
 * Values are wire values; a reference may be an id or the object the API answers.
 */
export interface FormState {
  base: Values | null;
  values: Values;
  /** Fields a person has touched; defaults and hiding never undo what was typed. */
  touched: ReadonlySet<string>;
  fields: Readonly<Record<string, FieldState>>;
  /** The values as the rules see them: hidden fields empty, computed fields computed. */
  settled: Values;
}
