import { type Cell, type DecisionTable, decide, failedTests } from '@fieldwork/metadata';
import { describe, expect, it } from '@jest/globals';
import { analyseTable } from './index.js';

const seed = Number(process.env.FIELDWORK_SEED ?? Math.floor(Math.random() * 2 ** 31));
const tables = Number(process.env.FIELDWORK_TABLES ?? 400);
const context = {
  now: '2026-03-01T00:00:00.000Z',
  timeZone: 'UTC',
  user: { id: null, department: null, roles: [] },
};
const noForms = new Map();

function table(part: Partial<DecisionTable>): DecisionTable {
  return {
    kind: 'decision_table',
    schema: 1,
    id: 'grading',
    label: 'grading',
    hit: { policy: 'unique' },
    inputs: [
      {
        id: 'tier',
        label: 'tier',
        type: 'choice',
        required: true,
        options: ['a', 'b'].map((id) => ({ id, label: id })),
      },
      { id: 'cost', label: 'cost', type: 'number', required: true },
    ],
    outputs: [{ id: 'minutes', label: 'minutes', type: 'minutes' }],
    rows: [
      { id: 'one', when: { tier: { is: 'in', values: ['a'] } }, then: { minutes: 30 } },
      {
        id: 'two',
        when: { tier: { is: 'in', values: ['b'] }, cost: { is: '<', value: 100 } },
        then: { minutes: 60 },
      },
      {
        id: 'three',
        when: { tier: { is: 'in', values: ['b'] }, cost: { is: '>=', value: '100' } },
        then: { minutes: 90 },
      },
    ],
    ...part,
  };
}
const given = (values: object) => ({ forms: noForms, values: {}, given: values as Record<string, unknown> });

describe('a decision table', () => {
  it('gives the outputs of the row that matches, and says which and why', () => {
    expect(decide(table({}), given({ tier: 'b', cost: '99.99' }), context)).toEqual({
      outcome: { minutes: '60' },
      matched: ['two'],
      explanation: [
        { input: 'tier', value: 'b' },
        { input: 'cost', value: '99.99' },
      ],
    });
    expect(decide(table({}), given({ tier: null, cost: '1' }), context)).toMatchObject({
      outcome: null,
      matched: [],
    });
    expect(decide(table({ otherwise: { minutes: 5 } }), given({}), context).outcome).toEqual({
      minutes: '5',
    });
  });

  it('names both rows when two match where one may', () => {
    const both = table({ rows: [...table({}).rows, { id: 'four', when: {}, then: { minutes: 1 } }] });
    const found = decide(both, given({ tier: 'a', cost: 1 }), context);
    expect(found).toMatchObject({ outcome: null, matched: ['one', 'four'], issue: { code: 'several_rows' } });
    expect(found.issue?.message.en).toContain('rows 1, 4 (one, four)');
    expect(
      decide({ ...both, hit: { policy: 'first' } }, given({ tier: 'a', cost: 1 }), context),
    ).toMatchObject({
      outcome: { minutes: '30' },
      matched: ['one'],
    });
  });

  it.each([
    ['list', ['30', '1']],
    ['sum', '31'],
    ['min', '1'],
    ['max', '30'],
    ['count', '2'],
  ] as const)('collects the rows that match as %s', (as, expected) => {
    const all = table({
      hit: { policy: 'collect', as },
      rows: [...table({}).rows, { id: 'four', when: {}, then: { minutes: 1 } }],
    });
    expect(decide(all, given({ tier: 'a', cost: 1 }), context).outcome).toEqual({ minutes: expected });
  });

  it('knows its red tests', () => {
    const tested = table({
      tests: [
        { given: { tier: 'a', cost: '5' }, expect: { minutes: 30 } },
        { given: { tier: 'b', cost: '5' }, expect: { minutes: '90' } },
        { given: { cost: '5' }, expect: null },
      ],
    });
    expect(failedTests(tested, noForms, context).map(({ path }) => path)).toEqual([['tests', 1]]);
  });

  it('finds overlaps, gaps with an example, and rows that never come up', () => {
    expect(analyseTable(table({}), noForms)).toEqual([]);
    const holes = table({ rows: table({}).rows.slice(0, 2) });
    expect(analyseTable(holes, noForms)).toEqual([
      { kind: 'gap', rows: [], example: { tier: 'b', cost: '100' }, isCertain: true },
    ]);
    const late = table({
      hit: { policy: 'first' },
      rows: [...table({}).rows, { id: 'late', when: {}, then: {} }],
    });
    expect(analyseTable(late, noForms)).toEqual([{ kind: 'dead', rows: ['late'], isCertain: true }]);
    const twice = table({
      rows: [...table({}).rows, { id: 'four', when: { cost: { is: 'between', from: 1, to: 2 } }, then: {} }],
    });
    expect(analyseTable(twice, noForms).map(({ rows }) => rows)).toEqual([
      ['one', 'four'],
      ['two', 'four'],
    ]);
  });

  it(`analyses ${tables} drawn tables as trying all values does, FIELDWORK_SEED=${seed}`, () => {
    const random = new Draw(seed);
    for (let count = 0; count < tables; count++) {
      const drawn = random.table(count % 2 === 0 ? 'unique' : 'first');
      const found = analyseTable(drawn, noForms);
      const tried = tryAll(drawn);
      const overlaps = new Set(found.filter(({ kind }) => kind === 'overlap').map(({ rows }) => rows.join()));
      const dead = new Set(found.filter(({ kind }) => kind === 'dead').map(({ rows }) => rows[0]));
      const gap = found.find(({ kind }) => kind === 'gap');
      expect({
        drawn,
        overlaps: [...overlaps].sort(),
        gap: gap !== undefined,
        dead: [...dead].sort(),
      }).toEqual({
        drawn,
        overlaps: drawn.hit.policy === 'unique' ? tried.overlaps : [],
        gap: tried.hasGap,
        dead: drawn.hit.policy === 'first' ? tried.dead : [],
      });
      if (gap)
        expect(decide({ ...drawn, hit: { policy: 'first' } }, given(gap.example!), context).matched).toEqual(
          [],
        );
    }
  });
});

/** Every half number from -1 to 11, every option, empty: the cells are drawn from whole numbers 0 to 9. */
const numbers = [null, ...Array.from({ length: 25 }, (_, index) => String(index / 2 - 1))];
const options = [null, 'a', 'b', 'c'];

function tryAll(drawn: DecisionTable): { overlaps: string[]; hasGap: boolean; dead: string[] } {
  const overlaps = new Set<string>();
  const alive = new Set<string>();
  let hasGap = false;
  for (const kind of options)
    for (const size of numbers)
      for (const flag of [null, true, false]) {
        const all = { ...drawn, hit: { policy: 'collect', as: 'list' } as const };
        const { matched } = decide(all, given({ kind, size, flag }), context);
        if (matched.length === 0) hasGap = true;
        if (matched[0]) alive.add(matched[0]);
        matched.forEach((a, index) => {
          for (const b of matched.slice(index + 1)) overlaps.add(`${a},${b}`);
        });
      }
  const dead = drawn.rows.map(({ id }) => id).filter((id) => !alive.has(id));
  return { overlaps: [...overlaps].sort(), hasGap, dead: dead.sort() };
}

class Draw {
  #state: number;
  constructor(start: number) {
    this.#state = start || 1;
  }
  below(limit: number): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.#state / 2 ** 32) * limit);
  }
  table(policy: 'unique' | 'first'): DecisionTable {
    const rows = Array.from({ length: 1 + this.below(7) }, (_, index) => ({
      id: `r${index}`,
      when: Object.fromEntries(
        [
          ['kind', this.#optionCell()],
          ['size', this.#numberCell()],
          ['flag', this.below(3) === 0 ? { is: 'in', values: [this.below(2) === 0] } : undefined],
        ].filter(([, cell]) => cell !== undefined),
      ) as Record<string, Cell>,
      then: {},
    }));
    const inputs: DecisionTable['inputs'] = [
      {
        id: 'kind',
        label: 'kind',
        type: 'choice',
        options: ['a', 'b', 'c'].map((id) => ({ id, label: id })),
      },
      { id: 'size', label: 'size', type: 'number' },
      { id: 'flag', label: 'flag', type: 'boolean' },
    ];
    return table({ hit: { policy }, inputs, rows });
  }
  #optionCell(): Cell | undefined {
    const values = ['a', 'b', 'c'].slice(this.below(3));
    return this.#one([
      undefined,
      { is: 'in', values },
      { is: 'not_in', values },
      { is: 'empty' },
      { is: 'not_empty' },
    ]);
  }
  #numberCell(): Cell | undefined {
    const [value, more] = [this.below(7), this.below(4)];
    return this.#one<Cell | undefined>([
      undefined,
      undefined,
      { is: 'between', from: value, to: value + more },
      { is: this.#one(['<', '<=', '>', '>='] as const), value: String(value) },
      { is: 'not_in', values: [value] },
      { is: 'empty' },
    ]);
  }
  #one<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!;
  }
}
