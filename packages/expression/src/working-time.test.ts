import { describe, expect, it } from '@jest/globals';
import { ClockReader } from './testing/clock-reader.js';
import { Random } from './testing/random.js';
import { type Slot, type WorkingPlan, WorkingTime, workingHorizon } from './working-time.js';

const hour = 3_600_000;
const seed = Number(process.env.FIELDWORK_SEED ?? Math.floor(Math.random() * 2 ** 31));
const cases = Number(process.env.FIELDWORK_CLOCK_CASES ?? 4000);
const zones = [
  'Asia/Shanghai',
  'America/New_York',
  'Europe/London',
  'Australia/Lord_Howe',
  'America/Santiago',
];

const office: Slot[] = [
  [9 * hour, 12 * hour],
  [13 * hour, 18 * hour],
];
function plan(timeZone: string, days: [string, Slot[]][] = []): WorkingPlan {
  return { timeZone, week: [office, office, office, office, office, [], []], days: new Map(days) };
}
const at = (written: string) => Date.parse(written);

describe('working time', () => {
  it('leaves out nights, lunch, weekends and holidays, and works on make-up days', () => {
    const china = new WorkingTime(
      plan('Asia/Shanghai', [
        ['2026-02-16', []],
        ['2026-02-14', office],
      ]),
    );
    const worked = (from: string, to: string) => (china.between(at(from), at(to)) as number) / hour;
    expect(worked('2026-02-13T17:00:00+08:00', '2026-02-17T10:00:00+08:00')).toBe(1 + 8 + 1);
    expect(worked('2026-02-17T10:00:00+08:00', '2026-02-13T17:00:00+08:00')).toBe(-10);
    expect(china.add(at('2026-02-13T17:30:00+08:00'), hour)).toBe(at('2026-02-14T09:30:00+08:00'));
    expect(china.add(at('2026-02-13T17:00:00+08:00'), hour)).toBe(at('2026-02-13T18:00:00+08:00'));
    expect(china.add(at('2026-02-17T10:00:00+08:00'), -2 * hour)).toBe(at('2026-02-14T17:00:00+08:00'));
    const days = ['2026-02-13', '2026-02-14', '2026-02-15', '2026-02-16', '2026-02-17'];
    expect(days.filter((day) => china.isWorkingDay(day))).toEqual(['2026-02-13', '2026-02-14', '2026-02-17']);
    expect(china.nextWorked(at('2026-02-15T10:00:00+08:00'))).toBe(at('2026-02-17T09:00:00+08:00'));
    expect(china.nextWorked(at('2026-02-17T10:00:00+08:00'))).toBe(at('2026-02-17T10:00:00+08:00'));
  });

  it('counts an hour that the clocks show twice twice, and one that they leave out not at all', () => {
    const night: Slot[] = [[22 * hour, 6 * hour]];
    const shift = new WorkingTime({
      timeZone: 'America/New_York',
      week: [night, night, night, night, night, night, night],
      days: new Map(),
    });
    const worked = (from: string, to: string) => (shift.between(at(from), at(to)) as number) / hour;
    expect(worked('2026-10-31T12:00:00-04:00', '2026-11-01T12:00:00-05:00')).toBe(9);
    expect(worked('2026-03-07T12:00:00-05:00', '2026-03-08T12:00:00-04:00')).toBe(7);
  });

  it('knows nothing before its first year and behind its last, and never ends where nothing is worked', () => {
    const never = new WorkingTime({ timeZone: 'UTC', week: [[], [], [], [], [], [], []], days: new Map() });
    expect(never.between(workingHorizon.start, workingHorizon.end - 1)).toBe(0);
    expect(never.between(workingHorizon.start - 1, 0)).toBeNull();
    expect(never.add(at('2026-01-01T00:00:00Z'), 1)).toBeNull();
  });

  it('lays out its stretches apart and in order', () => {
    const china = new WorkingTime(plan('Asia/Shanghai'));
    const spans = [...china.spans(at('2026-03-06T17:00:00+08:00'), at('2026-03-09T10:00:00+08:00'))];
    expect(
      spans.map((span) => span.map((edge) => new Date(edge + 8 * hour).toISOString().slice(5, 16))),
    ).toEqual([
      ['03-06T17:00', '03-06T18:00'],
      ['03-09T09:00', '03-09T10:00'],
    ]);
    const round = new WorkingTime({
      ...plan('UTC'),
      week: Array.from({ length: 7 }, () => [[0, 24 * hour]]),
    });
    expect([...round.spans(at('2025-12-30T01:00:00Z'), at('2026-01-02T00:00:00Z'))]).toHaveLength(1);
  });

  it(
    `agrees with a clock read minute by minute in ${cases} cases, FIELDWORK_SEED=${seed}`,
    () => {
      const random = new Random(seed);
      const [start, end] = [at('2023-12-01T00:00:00Z'), at('2025-02-01T00:00:00Z')];
      const plans = Math.max(5, Math.ceil(cases / 2000));
      const each = Math.ceil(cases / plans);
      for (let drawn = 0; drawn < plans; drawn++) {
        const drawnPlan = draw(random, zones[drawn % zones.length]!);
        const [ours, theirs] = [new WorkingTime(drawnPlan), new ClockReader(drawnPlan, start, end)];
        for (let count = 0; count < each; count++) {
          const from = start + Math.floor(random.below(330 * 86_400)) * 1000 + random.below(1000);
          const to = from + random.below(random.chance(10) ? 20 * 86_400 : 3 * 86_400) * 1000;
          const found = ours.between(from, to);
          if (found !== theirs.between(from, to)) expect({ plan: drawnPlan, from, to, found }).toBeNull();
          const amount = 1 + random.below(12 * 3600) * 1000;
          const due = theirs.add(from, amount);
          if (due !== null && ours.add(from, amount) !== due)
            expect({ plan: drawnPlan, from, amount, due, found: ours.add(from, amount) }).toBeNull();
          const back = ours.add(to, -amount);
          if (back !== null && to - back < 9e8 && back >= start && theirs.between(back, to) !== amount)
            expect({ plan: drawnPlan, to, amount, back }).toBeNull();
        }
      }
    },
    120_000 + cases * 5,
  );

  it('answers in microseconds', () => {
    const china = new WorkingTime(plan('Asia/Shanghai'));
    const from = at('2026-01-05T00:00:00Z');
    china.between(from, from + 300 * 24 * hour);
    const before = performance.now();
    for (let count = 0; count < 20_000; count++)
      china.between(from + count * 1000, from + count * hour * 0.3 + 1);
    expect((performance.now() - before) / 20_000).toBeLessThan(0.05);
  });
});

/** A week of up to three slots a day, some over midnight, and a few days that are different. */
function draw(random: Random, timeZone: string): WorkingPlan {
  const clock = () => random.below(24 * 60) * 60_000;
  const slots = (): Slot[] => {
    const edges = [...new Set([clock(), clock(), clock(), clock()])].sort((a, b) => a - b);
    const found: Slot[] = [];
    for (let index = 0; index + 1 < edges.length; index += 2) found.push([edges[index]!, edges[index + 1]!]);
    if (random.chance(20)) found.push([23 * hour, random.below(5) * hour]);
    return random.chance(25) ? [] : found;
  };
  const days = Array.from({ length: 60 }, (): [string, Slot[]] => [
    new Date(Date.parse('2024-01-01') + random.below(366) * 86_400_000).toISOString().slice(0, 10),
    slots(),
  ]);
  return { timeZone, week: Array.from({ length: 7 }, slots), days: new Map(days) };
}
