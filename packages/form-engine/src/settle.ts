import {
  type Context,
  evaluate,
  evaluateAs,
  evaluateCondition,
  type Issue,
  type Scope,
  type Type,
  variables,
} from '@fieldwork/expression';
import { isBlank, localize } from '@fieldwork/metadata';
import type { Program, ProgramField } from './program.js';
import type { FieldState, Narrowing, Values } from './state.js';

export interface Settled {
  values: Values;
  fields: Record<string, FieldState>;
}

/** Everything an expression of this record can see. */
export function scopeOf(program: Program, values: Values, context: Context): Scope {
  return { types: program.types, values, context };
}

export function isTrue(condition: unknown, scope: Scope): boolean {
  return typeof condition === 'boolean' ? condition : evaluateCondition(condition as never, scope);
}

function isVisible(entry: ProgramField, scope: Scope): boolean {
  return entry.visible.every((condition) => isTrue(condition, scope));
}

export function isEmptyValue(value: unknown): boolean {
  return isBlank(value) || (Array.isArray(value) && value.length === 0);
}

/** The canonical value, or the value as it came when it is not in order (the issue is found again by `look`). */
function canonical(entry: ProgramField, value: unknown): unknown {
  if (entry.type.members !== undefined || entry.rows) return value;
  const parsed = entry.type.parse(value, entry.field);
  return 'value' in parsed && !isObject(value) && !Array.isArray(value) ? parsed.value : value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Brings a record to rest: hidden fields count as empty (when the form clears them), computed fields are computed,
 * until nothing changes any more. Values of hidden fields stay in `typed`, so showing a field again brings them back.
 */
export function settle(program: Program, typed: Values, context: Context, narrowing?: Narrowing): Settled {
  let hidden = new Set<string>();
  let values = computeAll(program, without(typed, hidden, program), context);
  for (let pass = 0; pass <= program.fields.length; pass++) {
    const scope = scopeOf(program, values, context);
    const now = new Set(
      program.fields.filter((entry) => !isVisible(entry, scope)).map((entry) => entry.field.id),
    );
    if (sameSet(now, hidden)) break;
    hidden = now;
    values = computeAll(program, without(typed, hidden, program), context);
  }
  const scope = scopeOf(program, values, context);
  const fields: Record<string, FieldState> = {};
  for (const entry of program.fields) fields[entry.field.id] = look(entry, hidden, scope, narrowing);
  return { values, fields };
}

function sameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((item) => b.has(item));
}

function without(typed: Values, hidden: ReadonlySet<string>, program: Program): Record<string, unknown> {
  const values: Record<string, unknown> = { ...typed };
  for (const entry of program.fields) {
    const id = entry.field.id;
    if (!Object.hasOwn(values, id)) continue;
    values[id] = program.clearsHidden && hidden.has(id) ? null : canonical(entry, values[id]);
  }
  return values;
}

function computeAll(program: Program, values: Record<string, unknown>, context: Context): Values {
  for (const { field, rows } of program.fields) {
    const list = values[field.id];
    if (!rows || !Array.isArray(list)) continue;
    values[field.id] = list.map((row) => (isObject(row) ? rowValues(rows, row, values, context) : row));
  }
  for (const { field, type } of program.computed) {
    const result = evaluated(type.type(field), field.compute, scopeOf(program, values, context));
    values[field.id] = rounded(result, field.scale, context);
  }
  return values;
}

/** The value of an expression; its literals are read as the type of the field it is meant for. */
export function evaluated(type: Type | null, expression: unknown, scope: Scope): unknown {
  return type ? evaluateAs(expression as never, type, scope) : evaluate(expression as never, scope);
}

function rounded(value: unknown, scale: number | undefined, context: Context): unknown {
  if (scale === undefined || typeof value !== 'string') return value;
  const scope: Scope = { types: { value: { kind: 'number' } }, values: { value }, context };
  return evaluate({ round: [{ var: 'value' }, scale] } as never, scope);
}

function rowValues(rows: Program, row: Values, parent: Values, context: Context): Values {
  const settled = settle(rows, { ...row, parent }, context).values;
  const { parent: _, ...own } = settled;
  return own;
}

function look(
  entry: ProgramField,
  hidden: ReadonlySet<string>,
  scope: Scope,
  narrowing: Narrowing | undefined,
): FieldState {
  const { field, type } = entry;
  const visible = !hidden.has(field.id) && !narrowing?.hidden?.has(field.id);
  const isAutomatic = narrowing?.isAutomatic === true;
  const isClosed =
    narrowing?.readOnly?.has(field.id) === true ||
    (narrowing?.editable !== undefined && !narrowing.editable.has(field.id)) ||
    (field.readOnly !== undefined && isTrue(field.readOnly, scope));
  const readOnly = type.generated === true || field.compute !== undefined || (isClosed && !isAutomatic);
  const demanded =
    !isAutomatic && (narrowing?.required?.has(field.id) === true || isTrue(field.required ?? false, scope));
  const required = visible && demanded && type.generated !== true;
  const state: FieldState = { visible, required, readOnly, issues: [] };
  if (!visible) return state;
  const value = scope.values[field.id];
  const issues = [
    ...valueIssues(entry, value, required),
    ...relatedIssues(entry, value, scope),
    ...ruleIssues(entry, scope),
  ];
  return entry.rows ? { ...state, ...rowStates(entry.rows, value, scope, issues) } : { ...state, issues };
}

function valueIssues({ field, type }: ProgramField, value: unknown, required: boolean): Issue[] {
  const least = field.minRows ?? 0;
  const rows = Array.isArray(value) ? value.length : 0;
  if (field.fields && rows < least)
    return [
      {
        path: [field.id],
        code: 'too_few',
        message: { 'zh-CN': `至少 ${least} 行`, en: `At least ${least} ${least === 1 ? 'row' : 'rows'}` },
      },
    ];
  if (isEmptyValue(value))
    return required
      ? [{ path: [field.id], code: 'required', message: { 'zh-CN': '请填写', en: 'Please fill this in' } }]
      : [];
  const parsed = type.parse(value, field);
  return 'issue' in parsed ? [{ path: [field.id], ...parsed.issue }] : [];
}

/** What the type itself has to say about the value beside the rest of the record. */
function relatedIssues({ field, type }: ProgramField, value: unknown, { values }: Scope): Issue[] {
  if (!type.relate || isEmptyValue(value) || 'issue' in type.parse(value, field)) return [];
  const found = type.relate(value, field, (path) => memberAt(values, path));
  return found ? [{ path: [field.id], ...found }] : [];
}

function memberAt(values: Values, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, part) => (isObject(value) && Object.hasOwn(value, part) ? value[part] : undefined),
      values,
    );
}

/**
 * A check has nothing to say while a field that it compares is empty (being filled is what `required` asks for),
 * unless it asks about emptiness itself.
 */
function ruleIssues({ field }: ProgramField, scope: Scope): Issue[] {
  return (field.validate ?? []).flatMap((rule) =>
    evaluate(rule.check as never, scope) === false &&
    (asksForEmptiness(rule.check) || isFilled(rule.check, scope))
      ? [
          {
            path: [field.id],
            code: 'invalid',
            message: { 'zh-CN': localize(rule.message, 'zh-CN'), en: localize(rule.message, 'en') },
          },
        ]
      : [],
  );
}

function asksForEmptiness(expression: unknown): boolean {
  if (typeof expression !== 'object' || expression === null) return false;
  return Object.entries(expression).some(
    ([key, inner]) => key === 'isEmpty' || key === 'isNotEmpty' || asksForEmptiness(inner),
  );
}

function isFilled(expression: unknown, scope: Scope): boolean {
  return variables(expression as never).every((path) => !isEmptyValue(evaluate({ var: path }, scope)));
}

function rowStates(
  rows: Program,
  value: unknown,
  scope: Scope,
  own: Issue[],
): Pick<FieldState, 'issues' | 'rows'> {
  const list = Array.isArray(value) ? value.filter(isObject) : [];
  const states = list.map((row) => settle(rows, { ...row, parent: scope.values }, scope.context).fields);
  return { issues: own, rows: states };
}
