import { join } from 'node:path';
import type { Text } from '@fieldwork/metadata';
import { jsonFiles, readJson } from '../read-template.js';

/** What a person does may be refused: because of a field, a missing reason, because it is not his to do, or not now. */
export type Refusal = string;
export type Values = Record<string, unknown>;

export interface Step {
  /** A person of the scenario. */
  as?: string;
  create?: { form: string; named: string; values: Values };
  change?: { record: string; values: Values };
  act?: { record: string; node: string; action: string; reason?: string; values?: Values };
  /** Takes a task that several could do. */
  claim?: { record: string; node: string };
  refused?: Refusal;
  expect?: { record: string; values: Values; task?: { node: string | null; people: string[] } };
  expectFound?: { form: string; where: Values; count: number; values?: Values; named?: string };
  expectNotice?: { to: string; contains: string };
  advance?: { hours: number };
}

/** Steps of people, played through the engines in memory and through the API on a real server. */
export interface Scenario {
  id: string;
  label: Text;
  now: string;
  /** Person → role, or several. */
  people: Record<string, string | string[]>;
  /** Records that are there before it begins, by name. */
  given: Record<string, { form: string; values: Values }>;
  steps: Step[];
}

export async function readScenarios(template: string): Promise<Scenario[]> {
  const files = await jsonFiles(join(template, 'scenarios'));
  return Promise.all(files.map(async (file) => (await readJson(file)) as Scenario));
}

/** The roles of a person. */
export function rolesOf({ people }: Scenario, name: string): string[] {
  return [people[name] ?? []].flat();
}

/** Where a scenario is played. Every method stands for what a person does or sees. */
export interface Stage {
  give(named: string, form: string, values: Values): Promise<void>;
  create(as: string, form: string, named: string, values: Values): Promise<Refusal[] | null>;
  change(as: string, record: string, values: Values): Promise<Refusal[] | null>;
  act(as: string, act: NonNullable<Step['act']>): Promise<Refusal[] | null>;
  claim(as: string, claim: NonNullable<Step['claim']>): Promise<Refusal[] | null>;
  advance(hours: number): Promise<void>;
  /** Values of a record: references and people as ids. */
  values(record: string): Promise<Values>;
  openTask(record: string): Promise<{ node: string | null; people: string[] }>;
  find(form: string, where: Values, named: string | undefined): Promise<Values[]>;
  notices(to: string): Promise<string[]>;
  /** Puts ids in the place of `$ref` and `$user`. */
  resolve(value: unknown): unknown;
}

/** Replaces the names in a scenario by ids. */
export function resolved(
  value: unknown,
  records: ReadonlyMap<string, string>,
  people: ReadonlyMap<string, string>,
): unknown {
  if (Array.isArray(value)) return value.map((item) => resolved(item, records, people));
  if (typeof value !== 'object' || value === null) return value;
  const { $ref, $user } = value as { $ref?: string; $user?: string };
  const [id, name] = $ref === undefined ? [people.get($user ?? ''), $user] : [records.get($ref), $ref];
  if (name !== undefined) {
    if (id === undefined) throw new Error(`The scenario names what it does not have: ${name}`);
    return id;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, resolved(inner, records, people)]),
  );
}
