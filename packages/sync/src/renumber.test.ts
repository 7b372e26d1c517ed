import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Numbered, renumber } from './renumber.js';

interface Entry extends Numbered {
  id: string;
  isSeen: boolean;
}

it('counts what is sent again from one, with its needs, and puts the rest aside below', () => {
  const queue: Entry[] = [
    { seq: 9, id: 'act', isSeen: false, needs: [7, 8] },
    { seq: 7, id: 'refused', isSeen: true },
    { seq: 8, id: 'made', isSeen: false, needs: [7] },
    { seq: -1, id: 'older', isSeen: true },
  ];
  expect(renumber(queue, ({ isSeen }) => !isSeen)).toEqual({
    again: [
      { seq: 1, id: 'made', isSeen: false },
      { seq: 2, id: 'act', isSeen: false, needs: [1] },
    ],
    aside: [
      { seq: -1, id: 'older', isSeen: true },
      { seq: 0, id: 'refused', isSeen: true },
    ],
  });
});

it('loses nothing, keeps the order, leaves no gap, and lets nothing need what comes after it', () => {
  const queues = fc.uniqueArray(
    fc.record({ seq: fc.integer({ min: -5, max: 40 }), isSeen: fc.boolean(), gap: fc.nat(6) }),
    { selector: ({ seq }) => seq },
  );
  fc.assert(
    fc.property(queues, (made) => {
      const queue = made.map(({ seq, isSeen, gap }): Entry => {
        const needs = made.filter((one) => one.seq < seq && one.seq >= seq - gap).map((one) => one.seq);
        return { seq, id: String(seq), isSeen, needs };
      });
      const { again, aside } = renumber(queue, ({ isSeen }) => !isSeen);
      const all = [...aside, ...again];
      expect(all.map(({ id }) => id).toSorted()).toEqual(queue.map(({ id }) => id).toSorted());
      expect(again.map(({ seq }) => seq)).toEqual(again.map((_, index) => index + 1));
      expect(new Set(all.map(({ seq }) => seq)).size).toBe(all.length);
      for (const list of [again, aside])
        expect(list.map(({ id }) => Number(id))).toEqual(
          list.map(({ id }) => Number(id)).toSorted((a, b) => a - b),
        );
      for (const { seq, needs = [] } of again)
        for (const need of needs) expect(need > 0 && need < seq).toBe(true);
    }),
  );
});
