import type { Issue } from '@fieldwork/expression';
import { type Form, idOf } from '@fieldwork/metadata';
import { type Program, programOf } from './program.js';
import { withClosedColumns, withRowDefaults } from './row-defaults.js';
import { evaluated, isEmptyValue, scopeOf, settle } from './settle.js';
import type { FieldState, FormContext, FormState, Values } from './state.js';

/** Opens a form: on a record (`base`), or on a new one with what is already known of it (`given`). */
export function openForm(form: Form, base: Values | null, given: Values, context: FormContext): FormState {
  const program = programOf(form, context.forms);
  const typed = base ? { ...base, ...given } : withDefaults(program, given, context);
  const settled = settle(program, typed, context.context, context.narrowing);
  return {
    base,
    values: typed,
    touched: new Set(Object.keys(given)),
    fields: settled.fields,
    settled: settled.values,
  };
}

/** One field gets another value: what the form shows, computes and complains about follows. */
export function applyChange(
  form: Form,
  state: FormState,
  change: { field: string; value: unknown },
  context: FormContext,
): FormState {
  const program = programOf(form, context.forms);
  const touched = new Set(state.touched).add(change.field);
  const rows = program.byId.get(change.field)?.rows;
  const before = state.values[change.field];
  const value = rows ? withRowDefaults(rows, before, change.value, state.values, context) : change.value;
  const typed = { ...state.values, [change.field]: value };
  const settled = settle(program, typed, context.context, context.narrowing);
  return { base: state.base, values: typed, touched, fields: settled.fields, settled: settled.values };
}

/** What a submitted form comes to: the values to write (only those that differ from the base), or why not. */
export type Acceptance = { accepted: Values; issues: [] } | { accepted: null; issues: Issue[] };

/**
 * The last word, spoken by the server on every path. Of a record that already stands, a change may not make
 * anything worse: complaints that were there before and that the change does not touch do not stand in its way.
 */
export function acceptForm(form: Form, base: Values | null, sent: Values, context: FormContext): Acceptance {
  const program = programOf(form, context.forms);
  const known = Object.fromEntries(
    Object.entries(sent)
      .filter(([id]) => isWritable(program, id))
      .map(([id, value]) => [id, asTaken(program, id, value, base, sent, context)]),
  );
  const unsent = base ?? withDefaults(program, {}, context);
  const typed = base ? { ...base, ...known } : withDefaults(program, known, context);
  const settled = settle(program, typed, context.context, context.narrowing);
  const issues = refuse(program, unsent, sent, settled.fields, context);
  const found = program.fields.flatMap(({ field }) =>
    issuesOf(field.id, settled.fields[field.id] as FieldState),
  );
  issues.push(...(base && found.length > 0 ? newIssues(program, base, sent, found, context) : found));
  if (issues.length > 0) return { accepted: null, issues };
  return { accepted: changed(program, base, settled.values), issues: [] };
}

/** Rows with what their read-only columns hold; anything else as it was sent. */
function asTaken(
  program: Program,
  id: string,
  value: unknown,
  base: Values | null,
  sent: Values,
  context: FormContext,
): unknown {
  const rows = program.byId.get(id)?.rows;
  if (!rows || context.narrowing?.isAutomatic) return value;
  return withClosedColumns(rows, base?.[id], value, { ...base, ...sent }, context);
}

/** Without what was wrong before and is not touched. */
function newIssues(
  program: Program,
  base: Values,
  sent: Values,
  found: Issue[],
  context: FormContext,
): Issue[] {
  // What a step demands is new, however long the field has been empty.
  const { required: _, ...narrowing } = context.narrowing ?? {};
  const { fields } = settle(program, base, context.context, narrowing);
  return found.filter((one) => {
    const id = String(one.path[0]);
    return Object.hasOwn(sent, id) || !codes(id, fields[id]).has(codeOf(one));
  });
}

/** Fields that do not exist, and read-only fields that would get another value. */
function refuse(
  program: Program,
  unsent: Values,
  sent: Values,
  states: Readonly<Record<string, FieldState>>,
  context: FormContext,
): Issue[] {
  return Object.keys(sent).flatMap((id): Issue[] => {
    if (!program.byId.has(id))
      return [
        {
          path: [id],
          code: 'unknown_field',
          message: { 'zh-CN': '没有这个字段', en: 'There is no such field' },
        },
      ];
    const state = states[id];
    const isClosed = state?.readOnly === true || (state?.visible === false && isNarrowed(id, context));
    if (!isClosed || !isWritable(program, id) || sameValue(program, id, sent[id], unsent[id])) return [];
    return [
      {
        path: [id],
        code: 'read_only',
        message: { 'zh-CN': '这个字段不能修改', en: 'This field cannot be changed' },
      },
    ];
  });
}

function isWritable(program: Program, id: string): boolean {
  const entry = program.byId.get(id);
  return entry !== undefined && entry.type.generated !== true && entry.field.compute === undefined;
}

function isNarrowed(id: string, context: FormContext): boolean {
  return context.narrowing?.hidden?.has(id) === true;
}

function withDefaults(program: Program, given: Values, context: FormContext): Values {
  const values: Record<string, unknown> = { ...given };
  for (const { field, type } of program.fields) {
    if (field.default === undefined || Object.hasOwn(given, field.id)) continue;
    values[field.id] = evaluated(type.type(field), field.default, scopeOf(program, values, context.context));
  }
  return values;
}

/** All complaints about a field, those of its rows with the row's number in the path. */
export function issuesOf(id: string, state: FieldState): Issue[] {
  const inRows = (state.rows ?? []).flatMap((row, index) =>
    Object.entries(row).flatMap(([column, cell]) =>
      cell.issues.map((found) => ({ ...found, path: [id, index, column] })),
    ),
  );
  return [...state.issues, ...inRows];
}

function codeOf(found: Issue): string {
  return `${found.path.join('.')}:${found.code}:${found.message.en}`;
}

function codes(id: string, state: FieldState | undefined): Set<string> {
  return new Set(state ? issuesOf(id, state).map(codeOf) : []);
}

function changed(program: Program, base: Values | null, values: Values): Values {
  const result: Record<string, unknown> = {};
  for (const { field, type } of program.fields) {
    if (type.generated && field.compute === undefined) continue;
    if (!Object.hasOwn(values, field.id)) continue;
    const value = storable(program, field.id, values[field.id]);
    if (!base ? !isEmptyValue(value) : !sameValue(program, field.id, value, base[field.id]))
      result[field.id] = value;
  }
  return result;
}

/** Values as they are kept and compared: references as ids, rows with their columns kept the same way; what is no field stays out. */
export function storableValues(form: Form, values: Values, forms: ReadonlyMap<string, Form>): Values {
  const program = programOf(form, forms);
  return Object.fromEntries(
    Object.entries(values)
      .filter(([id]) => program.byId.has(id))
      .map(([id, value]) => [id, isEmptyValue(value) ? null : storable(program, id, value)]),
  );
}

/** The value as it is kept: references as ids, rows with their columns kept the same way. */
function storable(program: Program, id: string, value: unknown): unknown {
  const entry = program.byId.get(id);
  if (!entry) return value;
  if (entry.rows && Array.isArray(value))
    return value.map((row) => storableRow(entry.rows as Program, row as Values));
  const parsed = entry.type.parse(value, entry.field);
  return 'value' in parsed ? parsed.value : value;
}

function storableRow(rows: Program, row: Values): Values {
  const result: Record<string, unknown> = { id: idOf(row.id) };
  for (const { field } of rows.fields) result[field.id] = storable(rows, field.id, row[field.id] ?? null);
  return result;
}

function sameValue(program: Program, id: string, a: unknown, b: unknown): boolean {
  const flat = (value: unknown) => (isEmptyValue(value) ? null : storable(program, id, value));
  return JSON.stringify(flat(a)) === JSON.stringify(flat(b));
}
