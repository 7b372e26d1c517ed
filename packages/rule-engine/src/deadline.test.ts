import type { Calendars, Context } from '@fieldwork/expression';
import { WorkingTime } from '@fieldwork/expression';
import { type Calendar, type DeadlineTarget, type Form, workingPlan } from '@fieldwork/metadata';
import { describe, expect, it } from '@jest/globals';
import { ClockReader } from '../../expression/src/testing/clock-reader.js';
import { Random } from '../../expression/src/testing/random.js';
import { advanceDeadline, type LedgerEntry, ledgerSegments, stateName, type TargetState } from './index.js';

const seed = Number(process.env.FIELDWORK_SEED ?? Math.floor(Math.random() * 2 ** 31));
const cases = Number(process.env.FIELDWORK_DEADLINE_CASES ?? 1500);
const minute = 60_000;
const iso = (at: number) => new Date(at).toISOString();

const form: Form = {
  kind: 'form',
  schema: 1,
  id: 'order',
  label: 'order',
  fields: [
    { id: 'status', type: 'text', label: 'status' },
    { id: 'limit', type: 'number', label: 'limit' },
  ],
  layout: [],
};
const status = (...ids: string[]) => ({ in: [{ var: 'status' }, ids] });
const target: DeadlineTarget = {
  id: 'done',
  label: 'done',
  start: { isNotEmpty: [{ var: 'status' }] },
  pause: status('waiting'),
  stop: status('closed'),
  cancel: status('void'),
  limit: { minutes: { var: 'limit' } },
  calendar: 'office',
  marks: [
    { id: 'warn', when: { at: 'percent', percent: 75 }, actions: [{ type: 'set', set: [] }] },
    { id: 'soon', when: { at: 'before', minutes: 30 }, actions: [{ type: 'set', set: [] }] },
    { id: 'breach', when: { at: 'breach' }, actions: [{ type: 'set', set: [] }] },
    {
      id: 'more',
      when: { at: 'after', minutes: 60, time: 'working', times: 2 },
      actions: [{ type: 'set', set: [] }],
    },
  ],
};

const slots = [
  { from: '09:00', to: '12:00' },
  { from: '13:00', to: '18:00' },
];
const office = (timeZone: string, part: Partial<Calendar> = {}): Calendar => ({
  kind: 'calendar',
  schema: 1,
  id: 'office',
  label: 'office',
  timeZone,
  week: [slots, slots, slots, slots, slots, [], []],
  ...part,
});
function contextOf(calendar: Calendar): Context & { calendars: Calendars } {
  const time = new WorkingTime(workingPlan(calendar, new Map(), 'UTC'));
  const calendars = { app: 'a', find: (id: string) => (id === 'office' ? time : undefined) };
  return { now: iso(0), timeZone: 'UTC', user: { id: null, department: null, roles: [] }, calendars };
}
const china = contextOf(office('Asia/Shanghai', { holidays: ['china'] }));

interface Change {
  at: number;
  values: { status: string; limit: string };
}
function play(changes: readonly Change[], context: Context, until: number, of = target) {
  let state: TargetState | null = null;
  const entries: LedgerEntry[] = [];
  const reached: { mark: string; turn: number; at: string }[] = [];
  const forms = new Map([[form.id, form]]);
  for (const { at, values } of changes) {
    const facts = { form, forms, values };
    const went = advanceDeadline(of, state, { kind: 'change', at: iso(at), facts }, context);
    state = went.state;
    entries.push(...went.entries);
    reached.push(...went.reached);
  }
  const last = advanceDeadline(of, state, { kind: 'tick', at: iso(until) }, context);
  return { state: last.state, entries, reached: [...reached, ...last.reached], timers: last.timers };
}
const at = (written: string) => Date.parse(`${written}:00+08:00`);
const open = (limit: number) => ({ status: 'open', limit: String(limit) });

describe('a deadline', () => {
  it('counts working time only, over a holiday and its make-up day', () => {
    // 14 February 2026 is a Saturday that is worked; the holiday begins on the 15th and ends on the 23rd.
    const { state } = play(
      [{ at: at('2026-02-13T17:00'), values: open(600) }],
      china,
      at('2026-02-13T17:30'),
    );
    expect(state.dueAt).toBe(iso(at('2026-02-24T10:00')));
    expect(stateName(state)).toBe('running');
  });

  it('keeps the time used up when the limit changes, and stands still while it is paused', () => {
    const { state, entries } = play(
      [
        { at: at('2026-03-02T09:00'), values: open(240) },
        { at: at('2026-03-02T10:00'), values: open(120) },
        { at: at('2026-03-02T10:30'), values: { status: 'waiting', limit: '120' } },
        { at: at('2026-03-03T09:00'), values: open(120) },
      ],
      china,
      at('2026-03-03T09:10'),
    );
    expect(state.dueAt).toBe(iso(at('2026-03-03T09:30')));
    expect(
      entries.map(({ phase, workingMs, outsideMs }) => [phase, workingMs / minute, outsideMs / minute]),
    ).toEqual([
      ['running', 60, 0],
      ['running', 30, 0],
      ['paused', 390, 960],
    ]);
    expect(entries.map(({ reason }) => reason.because)).toEqual(['start', 'limit', 'pause']);
    expect(entries[2]?.reason.seen).toEqual({ status: 'waiting' });
  });

  it('is due at once where a new limit is just used up, though nobody works then (seed 20261201)', () => {
    const { state } = play(
      [
        { at: at('2026-03-02T09:00'), values: open(2370) },
        { at: at('2026-03-02T20:30'), values: open(480) },
      ],
      china,
      at('2026-03-02T21:00'),
    );
    expect(state.consumedMs).toBe(480 * minute);
    expect(state.dueAt).toBe(iso(at('2026-03-02T20:30')));
    expect(stateName(state)).toBe('missed');
  });

  it('reaches its marks in order, each once, and none while it is paused', () => {
    const { reached, state } = play(
      [{ at: at('2026-03-02T09:00'), values: open(120) }],
      china,
      at('2026-03-02T14:30'),
    );
    expect(reached.map(({ mark, turn, at: when }) => [mark, turn, when])).toEqual([
      ['warn', 1, iso(at('2026-03-02T10:30'))],
      ['soon', 1, iso(at('2026-03-02T10:30'))],
      ['breach', 1, iso(at('2026-03-02T11:00'))],
      ['more', 1, iso(at('2026-03-02T12:00'))],
      ['more', 2, iso(at('2026-03-02T14:00'))],
    ]);
    expect(stateName(state)).toBe('missed');
    const again = advanceDeadline(target, state, { kind: 'tick', at: iso(at('2026-03-09T09:00')) }, china);
    expect(again).toMatchObject({ reached: [], timers: [] });
    const paused = play(
      [
        { at: at('2026-03-02T09:00'), values: open(120) },
        { at: at('2026-03-02T09:30'), values: { status: 'waiting', limit: '120' } },
      ],
      china,
      at('2026-03-09T09:00'),
    );
    expect(paused).toMatchObject({ reached: [], timers: [], state: { dueAt: null } });
  });

  it.each([
    ['just in time', '2026-03-02T11:00', 'met'],
    ['a minute late', '2026-03-02T11:01', 'missed'],
  ])('is judged by the moment it was stopped: %s', (_, stopped, expected) => {
    const changes = [
      { at: at('2026-03-02T09:00'), values: open(120) },
      { at: at(stopped), values: { status: 'closed', limit: '120' } },
    ];
    const { state } = play(changes, china, at('2026-03-09T09:00'));
    expect(stateName(state)).toBe(expected);
    expect(state.dueAt).toBe(iso(at('2026-03-02T11:00')));
  });

  it('ends when it is cancelled, and goes on after the end only where that is wanted', () => {
    const changes = [
      { at: at('2026-03-02T09:00'), values: open(120) },
      { at: at('2026-03-02T10:00'), values: { status: 'closed', limit: '120' } },
      { at: at('2026-03-02T16:00'), values: open(120) },
    ];
    const until = at('2026-03-02T16:30');
    expect(stateName(play(changes, china, until).state)).toBe('met');
    const again = play(changes, china, until, { ...target, reopen: 'continue' });
    expect(again.state).toMatchObject({
      phase: 'running',
      consumedMs: 60 * minute,
      dueAt: iso(at('2026-03-02T17:00')),
    });
    expect(again.entries.map(({ phase }) => phase)).toEqual(['running', 'stopped']);
    const gone = [changes[0]!, { at: at('2026-03-02T09:30'), values: { status: 'void', limit: '120' } }];
    expect(stateName(play(gone, china, until).state)).toBe('cancelled');
  });

  it(
    `agrees with a clock read minute by minute in ${cases} cases, FIELDWORK_SEED=${seed}`,
    () => {
      const random = new Random(seed);
      const [start, end] = [Date.parse('2024-09-01T00:00:00Z'), Date.parse('2025-06-01T00:00:00Z')];
      const zones = ['Asia/Shanghai', 'America/New_York', 'Europe/London', 'Australia/Lord_Howe'];
      for (let zone = 0; zone < zones.length; zone++) {
        const night = [{ from: '22:00', to: '06:00' }];
        const week = [slots, slots, slots, night, slots, zone % 2 === 0 ? slots : [], []];
        const calendar = office(zones[zone]!, { week, holidays: ['china'] });
        const context = contextOf(calendar);
        const reader = new ClockReader(workingPlan(calendar, new Map(), 'UTC'), start, end);
        for (let count = 0; count < cases / zones.length; count++) {
          const changes = draw(random, start);
          const until = changes.at(-1)!.at + random.below(3 * 86_400) * 1000;
          const found = play(changes, context, until);
          const expected = follow(changes, reader, until);
          const shown = {
            consumed: consumed(found, context, until),
            name: stateName(found.state),
            due: found.state.phase === 'running' ? found.state.dueAt : null,
          };
          if (JSON.stringify(shown) !== JSON.stringify(expected))
            expect({ changes, until, ...shown }).toEqual(expected);
          const ledger = found.entries.reduce(
            (sum, { workingMs, outsideMs }) => sum + workingMs + outsideMs,
            0,
          );
          const elapsed =
            found.state.startedAt === null
              ? 0
              : Date.parse(found.state.since!) - Date.parse(found.state.startedAt);
          expect(ledger).toBe(elapsed);
          const segments = ledgerSegments(found.entries, context);
          expect(segments.reduce((sum, { from, to }) => sum + Date.parse(to) - Date.parse(from), 0)).toBe(
            elapsed,
          );
        }
      }
    },
    120_000 + cases * 20,
  );
});

function consumed({ state }: { state: TargetState }, { calendars }: Context, until: number): number {
  const more =
    state.phase === 'running' ? calendars!.find('office')!.between(Date.parse(state.since!), until)! : 0;
  return state.consumedMs + more;
}

/** A record's life: it opens, waits, goes on, changes its limit, and perhaps closes, at any second. */
function draw(random: Random, start: number): Change[] {
  const changes: Change[] = [];
  let moment = start + random.below(200 * 86_400) * 1000;
  let limit = String(10 + random.below(3000));
  const count = 1 + random.below(7);
  for (let index = 0; index < count; index++) {
    const isLast = index === count - 1 && index > 0;
    const next = isLast
      ? random.pick(['open', 'closed', 'closed', 'void', 'waiting'])
      : random.pick(['open', 'waiting', 'open']);
    if (random.chance(25)) limit = String(10 + random.below(3000));
    changes.push({ at: moment, values: { status: next, limit } });
    moment += 1000 + random.below(random.chance(50) ? 7200 : 5 * 86_400) * 1000;
  }
  return changes;
}

/** The same told independently: what each minute was, from its own values and the clock on the wall. */
function follow(all: readonly Change[], reader: ClockReader, until: number) {
  const changes = all.filter(
    ({ values }, index) => JSON.stringify(values) !== JSON.stringify(all[index - 1]?.values),
  );
  let used = 0;
  let name: string | null = null;
  let due: string | null = null;
  for (const [index, { at: from, values }] of changes.entries()) {
    const to = changes[index + 1]?.at ?? until;
    // What is written together with the end does not change what it is measured against.
    const counts = values.status === 'closed' ? (changes[index - 1]?.values ?? values) : values;
    const limit = Number(counts.limit) * minute;
    const isOver = used > limit;
    if (values.status === 'void') return { consumed: used, name: 'cancelled', due: null };
    if (values.status === 'closed') return { consumed: used, name: isOver ? 'missed' : 'met', due: null };
    if (values.status === 'waiting') {
      [name, due] = [isOver ? 'missed' : 'paused', null];
      continue;
    }
    const before = used;
    used += reader.between(from, to);
    const isLast = index === changes.length - 1;
    const moment = before > limit ? from : reader.add(from, limit - before);
    due = moment === null ? null : iso(moment);
    const isReached = moment !== null && (isLast ? moment <= until : moment < to);
    name = isReached || isOver ? 'missed' : 'running';
  }
  return { consumed: used, name, due };
}
