import { check } from '../check.js';
import { compileToSql } from '../compile.js';
import { evaluate } from '../evaluate.js';
import type { Context, JsonValue } from '../scope.js';
import type { Type } from '../types.js';
import { ExpressionSource } from './expressions.js';
import * as hostile from './hostile-values.js';
import { mutate } from './mutation.js';
import { Random } from './random.js';
import { drawSample, type Sample } from './rows.js';
import { createTables, fieldResolver, fields } from './schema.js';

/** Runs one statement and answers its rows, every column as the text PostgreSQL writes. */
export type Query = (text: string, parameters: readonly unknown[]) => Promise<(string | null)[][]>;

export interface Difference {
  readonly expression: JsonValue;
  readonly values: Record<string, unknown>;
  readonly context: Context;
  readonly javascript: string;
  readonly postgresql: string;
  readonly statement: string;
}

export interface Report {
  readonly expressions: number;
  readonly pairs: number;
  readonly refused: number;
  readonly uses: ReadonlyMap<string, number>;
  readonly differences: readonly Difference[];
}

export interface OracleOptions {
  readonly query: Query;
  readonly seed: number;
  readonly pairs: number;
  /** Records per expression. */
  readonly rows?: number;
  readonly schema?: string;
  /** Stop after this many differences. */
  readonly most?: number;
  readonly onProgress?: (pairs: number) => void;
}

/** Expressions drawn before the records are drawn anew. */
const EXPRESSIONS_PER_TABLE = 200;
const DEPTH = 4;
/** How many expressions in a hundred are mutated. */
const MUTATED = 50;

/** Compares JavaScript with PostgreSQL on drawn expressions and records, as values and as sets of records. */
export async function compareWithPostgres(options: OracleOptions): Promise<Report> {
  const { query, seed, pairs, rows = 20, schema = 'expression_oracle', most = 10 } = options;
  const random = new Random(seed);
  const source = new ExpressionSource(random);
  const differences: Difference[] = [];
  const uses = new Map<string, number>();
  let [expressions, compared, refused] = [0, 0, 0];
  for (const statement of createTables(schema)) await query(statement, []);
  let samples: Sample[] = [];
  while (compared < pairs && differences.length < most) {
    if (expressions % EXPRESSIONS_PER_TABLE === 0) {
      samples = Array.from({ length: rows }, () => drawSample(random));
      await store(query, schema, samples);
      options.onProgress?.(compared);
    }
    const drawn = source.draw(1 + random.below(DEPTH));
    const expression = random.chance(MUTATED) ? mutate(drawn, random, () => source.draw(2)) : drawn;
    const { type, issues } = check(expression, fields);
    if (!type || issues.length > 0) {
      refused += 1;
      continue;
    }
    countUses(expression, uses);
    expressions += 1;
    compared += samples.length;
    const context = drawContext(random);
    differences.push(...(await compare(expression, type, samples, context, { query, schema })));
  }
  return { expressions, pairs: compared, refused, uses, differences };
}

function drawContext(random: Random): Context {
  const user = {
    id: random.chance(20) ? null : random.pick(hostile.ids),
    department: null,
    roles: [random.pick(hostile.texts)],
  };
  return { now: random.pick(hostile.datetimes), timeZone: random.pick(hostile.timeZones), user };
}

async function store(query: Query, schema: string, samples: readonly Sample[]): Promise<void> {
  await query(`TRUNCATE "${schema}"."sample", "${schema}"."sample__parts"`, []);
  for (const [id, { columns, parts }] of samples.entries()) {
    await insert(query, `"${schema}"."sample"`, { id, ...columns });
    for (const part of parts) await insert(query, `"${schema}"."sample__parts"`, { parent_id: id, ...part });
  }
}

async function insert(query: Query, table: string, row: Record<string, unknown>): Promise<void> {
  const names = Object.keys(row);
  const places = names.map((_, index) => `$${index + 1}`).join(', ');
  const values = Object.values(row).map((value) => (Object.is(value, -0) ? '-0' : value));
  await query(
    `INSERT INTO ${table} (${names.map((name) => `"${name}"`).join(', ')}) VALUES (${places})`,
    values,
  );
}

interface Database {
  readonly query: Query;
  readonly schema: string;
}

async function compare(
  expression: JsonValue,
  type: Type,
  samples: readonly Sample[],
  context: Context,
  { query, schema }: Database,
): Promise<Difference[]> {
  const resolveField = fieldResolver(schema);
  const asValue = compileToSql(expression, { resolveField, context, as: 'value' });
  const statement = `SELECT id, ${written(asValue.text, type)} FROM "${schema}"."sample" AS t ORDER BY id`;
  const results = await answer(query, statement, asValue.parameters);
  let members: Set<string> | string | undefined;
  if (type.kind === 'boolean') {
    const { text, parameters } = compileToSql(expression, { resolveField, context });
    const found = await answer(query, `SELECT id FROM "${schema}"."sample" AS t WHERE ${text}`, parameters);
    members = typeof found === 'string' ? found : new Set(found.map(([id]) => id!));
  }
  const differences: Difference[] = [];
  for (const [id, { values }] of samples.entries()) {
    const value = evaluate(expression, { types: fields, values, context });
    const javascript = normal(value);
    const stored = typeof results === 'string' ? results : normalText(results[id]![1]!, type);
    const isMember = typeof members === 'string' ? members : members && String(members.has(String(id)));
    const differs = javascript !== stored || (isMember !== undefined && isMember !== String(value === true));
    if (!differs) continue;
    const postgresql = isMember === undefined ? stored : `${stored}, in WHERE ${isMember}`;
    differences.push({ expression, values, context, javascript, postgresql, statement });
    break;
  }
  return differences;
}

async function answer(
  query: Query,
  statement: string,
  parameters: readonly unknown[],
): Promise<(string | null)[][] | string> {
  try {
    return await query(statement, parameters);
  } catch (error) {
    return `error: ${(error as Error).message}`;
  }
}

/** SQL that answers a value as JSON text; instants in UTC, whatever the zone of the session. */
function written(sql: string, type: Type): string {
  const inUtc = (value: string) => `to_char(${value} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  if (type.kind === 'datetime') return `to_json(${inUtc(`(${sql})`)})::text`;
  if (type.kind !== 'list' || type.of.kind !== 'datetime') return `to_json(${sql})::text`;
  const items = `ARRAY(SELECT ${inUtc('item')} FROM unnest(list) AS item)`;
  return `(SELECT CASE WHEN list IS NOT NULL THEN to_json(${items}) END FROM (SELECT ${sql} AS list) AS s)::text`;
}

function normal(value: unknown): string {
  return JSON.stringify(value);
}

function normalText(json: string | null, type: Type): string {
  if (json === null) return 'null';
  if (type.kind === 'number') return JSON.stringify(shortest(json));
  if (type.kind === 'list' && type.of.kind === 'number') {
    return JSON.stringify(
      json
        .slice(1, -1)
        .split(',')
        .filter((item) => item !== '')
        .map(shortest),
    );
  }
  return JSON.stringify(JSON.parse(json));
}

function shortest(number: string): string {
  const trimmed = number.includes('.') ? number.replace(/\.?0+$/, '') : number;
  return trimmed === '-0' ? '0' : trimmed;
}

function countUses(expression: JsonValue, uses: Map<string, number>): void {
  if (typeof expression !== 'object' || expression === null) return;
  for (const [name, value] of Object.entries(expression)) {
    if (!Array.isArray(expression)) uses.set(name, (uses.get(name) ?? 0) + 1);
    countUses(value as JsonValue, uses);
  }
}
