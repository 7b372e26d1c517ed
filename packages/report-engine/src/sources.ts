import { type Type, type Types, variables } from '@fieldwork/expression';
import { type Form, type Measure, type Repeat, repeatedOn, reportTypes } from '@fieldwork/metadata';

/** A form, or the rows of one of its sub-tables, with the paths it knows. */
export interface Source {
  form: string;
  rows: string | null;
  repeat: Repeat | null;
  types: Types;
}

export function sourceOf(
  form: string,
  rows: string | undefined,
  forms: ReadonlyMap<string, Form>,
  repeat?: Repeat,
): Source | null {
  const found = forms.get(form);
  const types = found ? reportTypes(found, rows, forms, repeat !== undefined) : null;
  return types && { form, rows: rows ?? null, repeat: repeat ?? null, types };
}

/** The same value in another source: by the measure's own word, the same path, or that of the record round the row. */
export function pathIn({ types }: Source, path: string, told?: string): string | null {
  const candidates = told === undefined ? [path, `parent.${path}`, path.replace(/^parent\./, '')] : [told];
  return candidates.find((candidate) => Object.hasOwn(types, candidate)) ?? null;
}

export function typeAt({ types }: Source, path: string): Type {
  return types[path] as Type;
}

/**
 * The parts of a condition that another source can answer, in its paths. `by`: what the measure calls
 * the fields of the dimensions.
 */
export function conditionIn(source: Source, condition: unknown, by: ReadonlyMap<string, string>): unknown[] {
  const parts = andParts(condition);
  return parts.flatMap((part) => {
    const names = variables(part as never).map((path) => [path, pathIn(source, path, by.get(path))] as const);
    if (names.some(([, name]) => name === null)) return [];
    return [renamed(part, new Map(names as (readonly [string, string])[]))];
  });
}

/** The parts of a condition that speak of records alone, not of the dates they are repeated for. */
export function withoutRepeats(condition: unknown): unknown[] {
  return andParts(condition).filter((part) => !variables(part as never).includes(repeatedOn));
}

function andParts(condition: unknown): unknown[] {
  if (condition === undefined) return [];
  const parts =
    typeof condition === 'object' && condition !== null && 'and' in condition ? condition.and : [condition];
  return Array.isArray(parts)
    ? parts.flatMap((part) => (part === condition ? [part] : andParts(part)))
    : [condition];
}

function renamed(part: unknown, names: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(part)) return part.map((one) => renamed(one, names));
  if (typeof part !== 'object' || part === null) return part;
  return Object.fromEntries(
    Object.entries(part).map(([key, value]) => [
      key,
      key === 'var' && typeof value === 'string' ? (names.get(value) ?? value) : renamed(value, names),
    ]),
  );
}

/** Which form and rows a measure counts. */
export function placeOf(
  measure: Measure,
  question: { form: string; rows?: string | undefined },
): { form: string; rows: string | undefined; isOwn: boolean } {
  return measure.form === undefined
    ? { form: question.form, rows: question.rows, isOwn: true }
    : { form: measure.form, rows: measure.rows, isOwn: false };
}
