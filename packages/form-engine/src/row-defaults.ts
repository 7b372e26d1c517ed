import { variables } from '@fieldwork/expression';
import { idOf } from '@fieldwork/metadata';
import type { Program, ProgramField } from './program.js';
import { evaluated, isEmptyValue, isTrue } from './settle.js';
import type { FormContext, Values } from './state.js';

/**
 * Rows of a sub-table while they are edited: a new row begins with its defaults, and a default that reads other
 * columns (the price of the part) follows them until somebody writes another value over it.
 */
export function withRowDefaults(
  rows: Program,
  before: unknown,
  now: unknown,
  parent: Values,
  context: FormContext,
): unknown {
  const entries = rows.fields.filter(
    ({ field }) => field.default !== undefined && field.compute === undefined,
  );
  return eachRow(entries, before, now, (entry, old, row) => filled(rows, entry, old, row, parent, context));
}

/**
 * Rows as they are taken, whatever was sent: what stands in a read-only column stays as it was, begins with its default
 * in a new row, and follows its default where that reads what has changed (the price of another part).
 */
export function withClosedColumns(
  rows: Program,
  before: unknown,
  now: unknown,
  parent: Values,
  context: FormContext,
): unknown {
  const entries = rows.fields.filter(
    ({ field }) => field.readOnly !== undefined && field.compute === undefined,
  );
  return eachRow(entries, before, now, (entry, old, row) => closed(rows, entry, old, row, parent, context));
}

/** Each row after all of these columns, beside the row that it was; what is no row stays as it was sent. */
function eachRow(
  entries: readonly ProgramField[],
  before: unknown,
  now: unknown,
  step: (entry: ProgramField, old: Values | undefined, row: Values) => Values,
): unknown {
  if (entries.length === 0 || !Array.isArray(now)) return now;
  const known = new Map(listOf(before).map((row) => [idOf(row.id), row]));
  return now.map((row) => {
    if (typeof row !== 'object' || row === null) return row;
    const old = known.get(idOf((row as Values).id));
    return entries.reduce((done, entry) => step(entry, old, done), row as Values);
  });
}

function closed(
  rows: Program,
  entry: ProgramField,
  old: Values | undefined,
  row: Values,
  parent: Values,
  context: FormContext,
): Values {
  const { id, readOnly, default: given } = entry.field;
  const scope = { types: rows.types, values: { ...row, parent }, context: context.context };
  if (!isTrue(readOnly, scope)) return row;
  const isKept = old !== undefined && headsOf(given).every((head) => sameColumn(rows, head, old, row));
  return { ...row, [id]: isKept ? old[id] : (defaultIn(rows, entry, row, parent, context) ?? null) };
}

function sameColumn(rows: Program, id: string, a: Values, b: Values): boolean {
  const entry = rows.byId.get(id);
  return entry === undefined || entry.field.compute !== undefined || sameValue(entry, a[id], b[id]);
}

function defaultIn(
  rows: Program,
  { type, field }: ProgramField,
  row: Values,
  parent: Values,
  { context }: FormContext,
): unknown {
  const scope = { types: rows.defaultTypes, values: { ...row, parent }, context };
  return field.default === undefined ? null : evaluated(type.type(field), field.default, scope);
}

/** The columns that a default reads. */
function headsOf(given: unknown): string[] {
  return given === undefined ? [] : variables(given as never).map((path) => path.split('.')[0] ?? path);
}

function filled(
  rows: Program,
  entry: ProgramField,
  old: Values | undefined,
  row: Values,
  parent: Values,
  context: FormContext,
): Values {
  const { id, default: given } = entry.field;
  const valueIn = (one: Values) => defaultIn(rows, entry, one, parent, context);
  if (!old) return Object.hasOwn(row, id) ? row : { ...row, [id]: valueIn(row) };
  const isMoved = headsOf(given).some((head) => flat(row[head]) !== flat(old[head]));
  if (!isMoved || flat(row[id]) !== flat(old[id])) return row;
  const isOurs = isEmptyValue(row[id]) || sameValue(entry, row[id], valueIn(old));
  return isOurs ? { ...row, [id]: valueIn(row) } : row;
}

function listOf(value: unknown): Values[] {
  return Array.isArray(value) ? value.filter((row) => typeof row === 'object' && row !== null) : [];
}

function flat(value: unknown): string {
  return JSON.stringify(value ?? null);
}

function sameValue({ type, field }: ProgramField, a: unknown, b: unknown): boolean {
  const canonical = (value: unknown) => {
    const parsed = type.parse(value, field);
    return flat('value' in parsed ? parsed.value : value);
  };
  return canonical(a) === canonical(b);
}
