import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import {
  type Context,
  check,
  compileToSql,
  type Expression,
  evaluate,
  horizonEdges,
  operators,
  type Slot,
  type SqlField,
  spanRows,
  type Type,
  type Types,
  WorkingTime,
  workingTimeSql,
} from './index.js';
import { sqlType } from './sql-writer.js';

interface Fixture {
  readonly name: string;
  readonly expression: Expression;
  readonly types: Types;
  readonly values: Record<string, unknown>;
  readonly timeZone?: string;
  readonly value: unknown;
}

const fixtures: Fixture[] = JSON.parse(
  readFileSync(new URL('./fixtures/values.json', import.meta.url), 'utf8'),
);

const slot: Slot = [9 * 3_600_000, 18 * 3_600_000];
const office = new WorkingTime({
  timeZone: 'Asia/Shanghai',
  week: [[slot], [slot], [slot], [slot], [slot], [], []],
  days: new Map(),
});

/** The tables and functions that working time needs, with the calendar of the fixtures. */
async function layOutOffice(client: pg.Client): Promise<void> {
  await client.query('DROP SCHEMA IF EXISTS platform CASCADE');
  await client.query('CREATE SCHEMA platform');
  await client.query(workingTimeSql);
  await client.query(`INSERT INTO platform.calendar_horizon VALUES ('fixtures', 'office', 1, '', $1, $2)`, [
    ...horizonEdges,
  ]);
  const rows = spanRows(office.spans(Date.parse('2026-01-01'), Date.parse('2027-01-01')));
  await client.query(
    `INSERT INTO platform.calendar_span SELECT 'fixtures', 'office', * FROM unnest($1::timestamptz[], $2::timestamptz[], $3::bigint[])`,
    [0, 1, 2].map((column) => rows.map((row) => row[column])),
  );
}

function contextOf({ timeZone = 'Asia/Shanghai' }: Fixture): Context {
  const user = { id: '01920000-0000-7000-8000-00000000000a', department: null, roles: ['manager'] };
  const calendars = { app: 'fixtures', find: (id: string) => (id === 'office' ? office : undefined) };
  return { now: '2026-03-01T00:00:00Z', timeZone, user, calendars };
}

/** A record made of parameters, so that PostgreSQL also sees every expression over constants. */
function recordOf({ types, values }: Fixture) {
  const parameters: unknown[] = [];
  const bind = (value: unknown, type: string) => `$${parameters.push(value)}::${type}`;
  const from = new Map<string, string>();
  const columns: string[] = ['1 AS "_"'];
  for (const [name, type] of Object.entries(types)) {
    const value = values[name] ?? null;
    if (type.kind === 'rows') {
      const members = Object.entries(type.members).map(
        ([member, { kind }]) => `"${member}" ${sqlType({ kind } as Type)}`,
      );
      from.set(
        name,
        `FROM jsonb_to_recordset(${bind(JSON.stringify(value ?? []), 'jsonb')}) AS r(${members.join(', ')}) WHERE TRUE`,
      );
    } else {
      const stored =
        type.kind === 'reference' && typeof value === 'object' ? (value as { id: string } | null)?.id : value;
      columns.push(`${bind(Object.is(stored, -0) ? '-0' : stored, sqlType(type))} AS "${name}"`);
    }
  }
  const resolveField = (path: string): SqlField | null => {
    const type = Object.hasOwn(types, path) ? types[path]! : null;
    if (type?.kind !== 'rows') return type && { type, sql: `t."${path}"` };
    const resolveMember = (member: string) => ({ type: type.members[member]!, sql: `r."${member}"` });
    return { type, sql: '', rows: { from: from.get(path)!, resolveMember } };
  };
  return { parameters, resolveField, from: `(SELECT ${columns.join(', ')}) AS t` };
}

describe('an expression has its value', () => {
  let client: pg.Client;

  beforeAll(async () => {
    client = new pg.Client({ connectionString: process.env.FIELDWORK_TEST_DATABASE_URL });
    await client.connect();
    await client.query(`SET TIME ZONE 'America/New_York'`);
    await layOutOffice(client);
  });

  afterAll(() => client.end());

  it.each(fixtures.map((fixture) => [fixture.name, fixture] as const))(
    'in JavaScript: %s',
    (_name, fixture) => {
      const { expression, types, values, value } = fixture;
      expect(check(expression, types).issues).toEqual([]);
      expect(evaluate(expression, { types, values, context: contextOf(fixture) })).toEqual(value);
    },
  );

  it.each(fixtures.map((fixture) => [fixture.name, fixture] as const))(
    'in PostgreSQL: %s',
    async (_name, fixture) => {
      const { parameters: before, resolveField, from } = recordOf(fixture);
      const compiled = compileToSql(fixture.expression, {
        resolveField,
        context: contextOf(fixture),
        parameters: before,
        as: 'value',
      });
      const shown =
        { number: `trim_scale(v)::text`, date: `v::text`, datetime: `v` }[compiled.type.kind as string] ??
        'v';
      const { rows } = await client.query(
        `SELECT ${shown} AS v FROM (SELECT ${compiled.text} AS v FROM ${from}) AS s`,
        compiled.parameters,
      );
      const found = rows[0].v instanceof Date ? rows[0].v.toISOString() : rows[0].v;
      expect(found).toEqual(fixture.value);
    },
  );

  it('for every operator at least once', () => {
    const used = JSON.stringify(fixtures.map(({ expression }) => expression));
    const unused = Object.values(operators).filter(({ name }) => !used.includes(`{"${name}":`));
    expect(unused.map(({ name }) => name)).toEqual(['>=']);
  });
});
