import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { digestOf } from './messengers/answers.js';
import { portionsOf } from './portions.js';

const words = (title: string) => ({
  words: { title, text: 'x'.repeat(20), url: null, parameters: {}, template: null },
});
const pace = {
  sentAt: [],
  now: 1_000_000,
  limit: { count: 18, seconds: 60 },
  canDigest: true,
  mostCharacters: 6000,
};

describe('what goes now', () => {
  it('goes by itself while there is room', () => {
    const { portions, waitMs } = portionsOf([words('a'), words('b')], pace);
    expect(portions.map((one) => one.length)).toEqual([1, 1]);
    expect(waitMs).toBeNull();
  });

  it('goes together when more waits than may be sent', () => {
    const many = Array.from({ length: 200 }, (_, index) => words(`event ${index}`));
    const { portions, waitMs } = portionsOf(many, pace);
    expect(portions.flat()).toHaveLength(200);
    expect(portions.length).toBeLessThanOrEqual(2);
    expect(waitMs).toBeNull();
  });

  it('waits where the other side has had enough, and where templates cannot be put together', () => {
    const sentAt = Array.from({ length: 18 }, (_, index) => pace.now - 1000 - index);
    expect(portionsOf([words('a')], { ...pace, sentAt })).toMatchObject({ portions: [] });
    const single = portionsOf([words('a'), words('b')], {
      ...pace,
      limit: { count: 1, seconds: 60 },
      canDigest: false,
    });
    expect(single.portions).toHaveLength(1);
    expect(single.waitMs).toBeGreaterThan(0);
  });

  it('never breaks the limit, loses or doubles anything, whatever comes when', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ wait: fc.nat(20_000), count: fc.nat(60) }), { maxLength: 40 }),
        fc.integer({ min: 1, max: 20 }),
        fc.boolean(),
        (bursts, count, canDigest) => {
          const limit = { count, seconds: 60 };
          let now = 0;
          let sentAt: number[] = [];
          let waiting: { id: number; words: ReturnType<typeof words>['words'] }[] = [];
          const sent: number[] = [];
          let next = 0;
          const step = () => {
            const { portions, waitMs } = portionsOf(waiting, {
              sentAt,
              now,
              limit,
              canDigest,
              mostCharacters: 400,
            });
            for (const portion of portions) {
              if (portion.length > 1)
                expect(digestOf(portion.map((one) => one.words)).length).toBeLessThanOrEqual(400);
              sent.push(...portion.map(({ id }) => id));
            }
            const gone = new Set(portions.flat());
            waiting = waiting.filter((one) => !gone.has(one));
            sentAt = [...sentAt.filter((at) => at > now - 60_000), ...portions.map(() => now)];
            expect(sentAt.length).toBeLessThanOrEqual(count);
            return waitMs;
          };
          for (const burst of bursts) {
            now += burst.wait;
            for (let index = 0; index < burst.count; index++)
              waiting.push({ id: next, ...words(`e${next++}`) });
            step();
          }
          for (let waitMs = step(), rounds = 0; waitMs !== null && rounds < 5000; rounds++) {
            now += waitMs;
            waitMs = step();
          }
          expect(waiting).toEqual([]);
          expect(sent).toEqual(Array.from({ length: next }, (_, index) => index));
        },
      ),
      { numRuns: 200, verbose: 1 },
    );
  });
});
