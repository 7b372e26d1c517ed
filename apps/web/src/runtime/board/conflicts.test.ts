import { describe, expect, it } from '@jest/globals';
import type { Absence, Resource, Work } from './board-model.js';
import { addDays, type BoardTime, daysOf, instantAt, instantOf, shareOf, wallOf } from './board-time.js';
import { conflictsOf } from './conflicts.js';

const zone = 'Asia/Shanghai';
const at = (clock: string) => instantOf('2026-03-02', clock, zone);
const resource = { id: 'e', shift: { from: '08:30', to: '18:00' } } as Resource;
const work = (id: string, from: string, to: string, longitude?: number): Work =>
  ({
    id,
    window: null,
    start: at(from),
    end: at(to),
    place: longitude === undefined ? null : { longitude, latitude: 39.9 },
  }) as Work;
const kinds = (works: Work[], absences: Absence[] = [], daysOff: ReadonlySet<string> = new Set()) =>
  conflictsOf(resource, works, absences, { timeZone: zone, daysOff }).map(
    ({ kind, work: { id } }) => `${kind} ${id}`,
  );

describe('the conflicts of a row', () => {
  it.each([
    ['nothing in a good plan', [work('a', '09:00', '10:00'), work('b', '10:00', '11:00')], []],
    ['overlaps', [work('a', '09:00', '10:30'), work('b', '10:00', '11:00')], ['overlap b']],
    [
      'an overlap with what lasts long',
      [work('a', '09:00', '17:00'), work('b', '10:00', '11:00'), work('c', '12:00', '13:00')],
      ['overlap b', 'overlap c'],
    ],
    [
      'work that begins outside what was promised',
      [
        { ...work('a', '09:00', '12:00'), window: { from: at('09:00'), to: at('11:00') } },
        { ...work('b', '12:00', '13:00'), window: { from: at('09:00'), to: at('11:00') } },
      ],
      ['promise b'],
    ],
    ['work before the shift', [work('a', '08:00', '09:00')], ['shift a']],
    [
      'too little time to drive',
      [work('a', '09:00', '10:00', 116.2), work('b', '10:10', '11:00', 116.6)],
      ['travel b'],
    ],
  ] as const)('are %s', (_, works, expected) => {
    expect(kinds([...works])).toEqual(expected);
  });

  it('are absences that the work runs into', () => {
    const absence: Absence = { id: 'l', resource: 'e', from: at('13:00'), to: at('18:00'), title: '培训' };
    expect(kinds([work('a', '12:30', '13:30'), work('b', '10:00', '11:00')], [absence])).toEqual(['away a']);
  });
});

describe('a day off', () => {
  it('is a conflict of all that is planned for it, and nothing else is said of its hours', () => {
    const works = [work('a', '09:00', '10:00'), work('b', '19:00', '20:00')];
    expect(kinds(works, [], new Set(['2026-03-02']))).toEqual(['day_off a', 'day_off b']);
    expect(kinds(works, [], new Set(['2026-03-03']))).toEqual(['shift b']);
  });
});

describe('the time of a board', () => {
  const day: BoardTime = {
    timeZone: zone,
    days: ['2026-03-02'],
    from: '08:00',
    to: '20:00',
    daysOff: new Set(),
  };
  const week: BoardTime = { ...day, days: daysOf('2026-03-04', 'week') };

  it('runs from Monday in a week', () => {
    expect(week.days[0]).toBe('2026-03-02');
    expect(week.days).toHaveLength(7);
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
  });

  it('comes back from a place to the quarter of an hour it was put to', () => {
    for (const time of [day, week])
      for (let minute = 8 * 60; minute < 20 * 60; minute += 15) {
        const clock = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
        expect(wallOf(instantAt(shareOf(at(clock), time), time), zone)).toEqual({ day: '2026-03-02', clock });
      }
  });

  it('knows the clocks of zones with daylight saving', () => {
    expect(new Date(instantOf('2026-03-29', '09:00', 'Europe/London')).toISOString()).toBe(
      '2026-03-29T08:00:00.000Z',
    );
    expect(new Date(instantOf('2026-03-28', '09:00', 'Europe/London')).toISOString()).toBe(
      '2026-03-28T09:00:00.000Z',
    );
  });
});
