import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import {
  bindContext,
  type CompileOptions,
  compileToSql,
  type Expression,
  type SqlField,
  type Types,
} from './index.js';

const types: Types = {
  title: { kind: 'text' },
  amount: { kind: 'number' },
  is_open: { kind: 'boolean' },
  created_at: { kind: 'datetime' },
  status: { kind: 'choice', options: ['open', 'closed'] },
  owner: { kind: 'reference', form: 'user' },
  tags: { kind: 'list', of: { kind: 'text' } },
};

const resolveField = (path: string): SqlField | null => {
  return Object.hasOwn(types, path) ? { type: types[path]!, sql: `"${path}"` } : null;
};
const context = {
  now: '2026-03-01T00:00:00Z',
  timeZone: 'Asia/Shanghai',
  user: { id: 'u', department: null, roles: [] },
};

function compile(expression: Expression, options: Partial<CompileOptions> = {}) {
  return compileToSql(expression, { resolveField, context, ...options });
}

describe('compileToSql', () => {
  it.each<[string, Expression, string, unknown[]]>([
    ['an equality', { '==': [{ var: 'status' }, 'open'] }, '"status" = $1', ['open']],
    ['a comparison', { '>': [{ var: 'amount' }, '12.50'] }, '"amount" > $1', ['12.5']],
    ['a list', { in: [{ var: 'status' }, ['open', 'closed']] }, '"status" = ANY($1)', [['open', 'closed']]],
    ['a stored list', { contains: [{ var: 'tags' }, 'a'] }, '"tags" @> ARRAY[$1::text]', ['a']],
    ['a range', { '<=': [1, { var: 'amount' }, 5] }, '$1 <= "amount" AND "amount" <= $2', ['1', '5']],
    ['a yes/no', { var: 'is_open' }, '"is_open"', []],
    ['presence', { isNotEmpty: { var: 'title' } }, `"title" <> ''`, []],
    [
      'all of several',
      { and: [{ '==': [{ var: 'status' }, 'open'] }, { '<': [{ var: 'amount' }, 5] }] },
      '("status" = $1) AND ("amount" < $2)',
      ['open', '5'],
    ],
    ['the user', { '==': [{ var: 'owner' }, { user: ['id'] }] }, '"owner" = $1', ['u']],
    [
      'an instant reckoned from now, as one parameter',
      { '>=': [{ var: 'created_at' }, { dateAdd: [{ now: [] }, -7, 'day'] }] },
      '"created_at" >= $1',
      ['2026-02-22T00:00:00.000Z'],
    ],
    [
      'a guard under a negation only',
      { '!': { '==': [{ var: 'status' }, 'open'] } },
      '("status" = $1) IS NOT TRUE',
      ['open'],
    ],
  ])('writes %s plainly', (_name, expression, text, parameters) => {
    expect(compile(expression)).toEqual({ text, parameters, type: { kind: 'boolean' } });
  });

  it('writes a yes/no that is shown without NULL', () => {
    expect(compile({ '==': [{ var: 'status' }, 'open'] }, { as: 'value' }).text).toBe(
      '(("status" = $1) IS TRUE)',
    );
  });

  it('puts its parameters behind those of the caller', () => {
    const { text, parameters } = compile({ '==': [{ var: 'title' }, 'a'] }, { parameters: [7, 8] });
    expect({ text, parameters }).toEqual({ text: '"title" = $3', parameters: [7, 8, 'a'] });
    expect(compile({ '==': [{ var: 'title' }, 'a'] }, { startAt: 5 })).toMatchObject({
      text: '"title" = $5',
      parameters: ['a'],
    });
  });

  it('gives one text to expressions of one shape', () => {
    const texts = ['a', "'; DROP TABLE x; --", '$1'].map(
      (value) => compile({ '==': [{ var: 'title' }, value] }).text,
    );
    expect(new Set(texts).size).toBe(1);
  });

  it('leaves what depends on the context open when there is none yet', () => {
    const expression = {
      and: [{ '==': [{ var: 'owner' }, { user: ['id'] }] }, { '<': [{ var: 'created_at' }, { now: [] }] }],
    };
    const { text, parameters } = compile(expression, { context: undefined });
    expect(text).toBe('("owner" = $1) AND ("created_at" < $2::timestamptz)');
    expect(bindContext(parameters, context)).toEqual(['u', '2026-03-01T00:00:00Z']);
  });

  it('keeps a choice that has lost its option, which then equals nothing', () => {
    expect(compile({ '==': [{ var: 'status' }, 'gone'] })).toMatchObject({ parameters: ['gone'] });
  });
});

describe('conditions meet their indexes', () => {
  let client: pg.Client;

  beforeAll(async () => {
    client = new pg.Client({ connectionString: process.env.FIELDWORK_TEST_DATABASE_URL });
    await client.connect();
    await client.query(`CREATE TEMP TABLE orders (status text, amount numeric, title text, created_at timestamptz(3),
      owner uuid, tags text[], is_open boolean)`);
    await client.query(`INSERT INTO orders SELECT CASE WHEN n % 500 = 0 THEN 'open' ELSE 'closed' END, n, 't' || n,
      '2026-02-28'::timestamptz - n * interval '1 hour', gen_random_uuid(), ARRAY['t' || n], false
      FROM generate_series(1, 20000) AS n`);
    for (const column of ['status', 'amount', 'title', 'created_at', 'owner']) {
      await client.query(`CREATE INDEX ON orders ("${column}")`);
    }
    await client.query('CREATE INDEX ON orders USING gin (tags)');
    await client.query('ANALYZE orders');
  });

  afterAll(() => client.end());

  it.each<[Expression]>([
    [{ '==': [{ var: 'status' }, 'open'] }],
    [{ in: [{ var: 'status' }, ['open']] }],
    [{ '<=': [{ var: 'amount' }, 10] }],
    [{ '<': [5, { var: 'amount' }, 9] }],
    [{ '==': [{ var: 'title' }, 't77'] }],
    [{ '==': [{ var: 'owner' }, { user: ['id'] }] }],
    [{ '>=': [{ var: 'created_at' }, { dateAdd: [{ now: [] }, -2, 'day'] }] }],
    [{ contains: [{ var: 'tags' }, 't5'] }],
    [{ and: [{ '==': [{ var: 'status' }, 'open'] }, { '<': [{ var: 'amount' }, 5000] }] }],
    [{ isEmpty: { var: 'title' } }],
  ])('%j', async (expression) => {
    const user = { id: '01920000-0000-7000-8000-000000000001', department: null, roles: [] };
    const { text, parameters } = compile(expression, { context: { ...context, user } });
    const { rows } = await client.query(
      `EXPLAIN (COSTS OFF) SELECT count(*) FROM orders WHERE ${text}`,
      parameters,
    );
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).not.toContain('Seq Scan');
  });
});
