import { type Context, evaluate, type Scope, type Types, variables } from '@fieldwork/expression';
import { type Form, type Matching, matchingTypes } from '@fieldwork/metadata';

/** A matching made ready: the types of all that its expressions can name, and the rows that look around. */
export interface Program {
  matching: Matching;
  types: Types;
  /** Paths of sub-tables whose rows need what stands around them. */
  rows: readonly string[];
}

const programs = new WeakMap<Matching, WeakMap<ReadonlyMap<string, Form>, Program>>();

/** Compiled once per matching and set of forms. */
export function programOf(matching: Matching, forms: ReadonlyMap<string, Form>): Program {
  const byForms = programs.get(matching) ?? new WeakMap<ReadonlyMap<string, Form>, Program>();
  programs.set(matching, byForms);
  const kept = byForms.get(forms);
  if (kept) return kept;
  const types = matchingTypes(matching, forms);
  const paths = expressionsOf(matching).flatMap((expression) => variables(expression as never, types));
  const looking = paths.filter((path) => path.includes('.outer.'));
  const rows = [...new Set(looking.map((path) => path.slice(0, path.indexOf('.outer.'))))];
  const program = { matching, types, rows: rows.filter((path) => types[path]?.kind === 'rows') };
  byForms.set(forms, program);
  return program;
}

/** Every expression of a matching that looks at a demand and a candidate. */
export function expressionsOf(matching: Matching): unknown[] {
  return [
    ...matching.constraints.map(({ must }) => must),
    ...matching.terms.map(({ value }) => value),
    matching.importance,
    matching.load,
    matching.capacity,
  ].filter((expression) => expression !== undefined);
}

/** Wire values by path; a dotted key goes before a step into an object. */
export type PairFacts = Readonly<Record<string, unknown>>;

/** What an expression sees: the facts, with what stands around the rows put into them. */
export function scopeOf(program: Program, facts: PairFacts, context: Context): Scope {
  if (program.rows.length === 0) return { types: program.types, values: facts, context };
  const values: Record<string, unknown> = { ...facts };
  for (const path of program.rows) {
    const rows = readPath(facts, path);
    if (Array.isArray(rows)) values[path] = rows.map((row) => ({ ...(row as object), outer: values }));
  }
  return { types: program.types, values, context };
}

/** Reads a path as expressions do: the dotted key itself, else step by step through own properties. */
export function readPath(values: unknown, path: string): unknown {
  const own = (from: unknown, key: string) =>
    typeof from === 'object' && from !== null && Object.hasOwn(from, key)
      ? (from as Record<string, unknown>)[key]
      : undefined;
  const direct = own(values, path);
  if (direct !== undefined) return direct;
  return path.split('.').reduce<unknown>(own, values);
}

/** What an expression of a matching amounts to; null where it is left out or has no number. */
export function amountOf(expression: unknown, scope: Scope): number | null {
  if (expression === undefined) return null;
  const value = evaluate(expression as never, scope);
  return typeof value === 'string' && Number.isFinite(Number(value)) ? Number(value) : null;
}
