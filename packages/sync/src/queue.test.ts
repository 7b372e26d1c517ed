import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bounded, clockOff, happenedAt } from './clock.js';
import { dependsOn, nextOf, type Queued, urgencyOrder } from './queue.js';

const entry = (key: string, rest: Partial<Queued> = {}): Queued => ({
  key,
  state: 'waiting',
  urgency: 'state',
  needs: [],
  ...rest,
});

describe('the order of a queue', () => {
  it('sends what moves the work on before pictures, and what was refused holds up only those that need it', () => {
    const queue = [
      entry('photo', { urgency: 'photo' }),
      entry('order', { state: 'needs_you' }),
      entry('of order', { needs: ['order'] }),
      entry('of that', { needs: ['of order'], urgency: 'photo' }),
      entry('signature', { urgency: 'signature' }),
      entry('thumbnail', { urgency: 'thumbnail' }),
      entry('visit'),
      entry('parts', { urgency: 'parts', needs: ['visit'] }),
      entry('on its way', { state: 'sending' }),
    ];
    expect(nextOf(queue).map(({ key }) => key)).toEqual([
      'visit',
      'signature',
      'parts',
      'thumbnail',
      'photo',
    ]);
    expect(dependsOn(queue, 'order')).toEqual(['of order', 'of that']);
  });

  it('never sends an entry before one that it needs, whatever the urgency', () => {
    const queues = fc.array(
      fc.record({
        urgency: fc.constantFrom(...urgencyOrder),
        state: fc.constantFrom('waiting', 'waiting', 'waiting', 'needs_you') as fc.Arbitrary<Queued['state']>,
        needs: fc.array(fc.nat(30), { maxLength: 3 }),
      }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(queues, (list) => {
        const queue = list.map((one, index) =>
          entry(String(index), { ...one, needs: one.needs.filter((need) => need < index).map(String) }),
        );
        const sent = nextOf(queue).map(({ key }) => key);
        const held = new Set(
          queue
            .filter(({ state }) => state === 'needs_you')
            .flatMap(({ key }) => [key, ...dependsOn(queue, key)]),
        );
        expect(new Set(sent).size).toBe(sent.length);
        expect([...sent].sort()).toEqual(
          queue
            .map(({ key }) => key)
            .filter((key) => !held.has(key))
            .sort(),
        );
        for (const { key, needs } of queue)
          if (sent.includes(key))
            for (const need of needs) expect(sent.indexOf(need)).toBeLessThan(sent.indexOf(key));
      }),
      { seed: 7, numRuns: 1000 },
    );
  });
});

describe('the clock of a device', () => {
  const now = '2026-11-30T10:00:00.000Z';

  it('is corrected by how far it is off, and never runs ahead of now', () => {
    const sent = { at: '2026-11-30T13:00:00Z', elapsedMs: 0 };
    expect(clockOff(sent.at, now)).toBe(3 * 3_600_000);
    expect(happenedAt({ at: '2026-11-30T11:00:00Z', elapsedMs: 0 }, sent, now)).toBe(
      '2026-11-30T08:00:00.000Z',
    );
    expect(happenedAt({ at: '2026-11-30T15:00:00Z', elapsedMs: 0 }, sent, now)).toBe(now);
  });

  it('is told by the count since the same start, whatever was done to the clock in between', () => {
    const sent = { at: '2026-11-30T13:00:00Z', elapsedMs: 7_200_000, start: 'a' };
    const entry = { at: '2026-11-29T00:00:00Z', elapsedMs: 3_600_000 };
    expect(happenedAt({ ...entry, start: 'a' }, sent, now)).toBe('2026-11-30T09:00:00.000Z');
    expect(happenedAt({ ...entry, start: 'b' }, sent, now)).toBe('2026-11-28T21:00:00.000Z');
  });

  it('stays within what is possible', () => {
    expect(bounded('2026-11-30T07:00:00Z', '2026-11-30T08:00:00Z', now)).toBe('2026-11-30T08:00:00.000Z');
    expect(bounded('2026-11-30T11:00:00Z', null, now)).toBe(now);
  });
});
