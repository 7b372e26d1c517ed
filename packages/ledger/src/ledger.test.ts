import { addDecimals, compareDecimal } from '@fieldwork/expression';
import type { Form, Ledger } from '@fieldwork/metadata';
import { describe, expect, it } from '@jest/globals';
import {
  accountId,
  availableIn,
  counterMovement,
  emptyLedger,
  type LedgerState,
  type Movement,
  post,
  readMovement,
  rulesOf,
  undoes,
} from './index.js';

const id = (n: number) => `0190a000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const form: Form = {
  kind: 'form',
  schema: 1,
  id: 'movement',
  label: '流水',
  fields: [
    { id: 'part', type: 'text', label: '备件' },
    { id: 'from', type: 'text', label: '来处' },
    { id: 'to', type: 'text', label: '去处' },
    { id: 'quantity', type: 'number', label: '数量' },
    { id: 'held', type: 'yes_no', label: '预留' },
    { id: 'until', type: 'datetime', label: '截止' },
    { id: 'releases', type: 'reference', label: '释放', form: 'movement' },
    { id: 'reverses', type: 'reference', label: '冲销', form: 'movement' },
  ],
  layout: [],
};
const ledger: Ledger = {
  kind: 'ledger',
  schema: 1,
  id: 'stock',
  label: '库存',
  form: 'movement',
  keys: ['part'],
  quantity: 'quantity',
  between: { from: 'from', to: 'to' },
  negative: { '==': [{ var: 'from' }, 'supplier'] },
  reserve: { when: { '==': [{ var: 'held' }, true] }, until: 'until', releases: 'releases' },
  reverses: 'reverses',
};
const context = { now: '2026-03-01T00:00:00.000Z', timeZone: 'UTC', user: null };
const read = (number: number, values: object): Movement => {
  const found = readMovement(ledger, id(number), values as Record<string, unknown>, {
    form,
    forms: new Map([[form.id, form]]),
    context: context as never,
  });
  if (!found.movement) throw new Error(JSON.stringify(found.issues));
  return found.movement;
};
const now = '2026-03-01T00:00:00.000Z';

function made(state: LedgerState, ...movements: Movement[]): LedgerState {
  const posted = post(state, movements, now, rulesOf(ledger));
  if (!posted.state) throw new Error(JSON.stringify(posted.refusal));
  return posted.state;
}

describe('a ledger', () => {
  it('takes from one place and brings to the other, and refuses with what is left', () => {
    const filled = made(
      emptyLedger,
      read(1, { part: 'p', from: 'supplier', to: 'store', quantity: '10' }),
      read(2, { part: 'p', from: 'store', to: 'van', quantity: '4' }),
    );
    expect(filled.balances.get(accountId(['p', 'store']))?.quantity).toBe('6');
    expect(filled.balances.get(accountId(['p', 'supplier']))?.quantity).toBe('-10');
    const { refusal } = post(
      filled,
      [read(3, { part: 'p', from: 'store', to: 'van', quantity: '6.5' })],
      now,
      rulesOf(ledger),
    );
    expect(refusal).toMatchObject({ reason: 'short', left: '6', wanted: '6.5' });
  });

  it('does not give away what is set aside, until its moment has come or it is released', () => {
    const filled = made(emptyLedger, read(1, { part: 'p', from: 'supplier', to: 'store', quantity: '3' }));
    const hold = { part: 'p', from: 'store', to: 'van', quantity: '2', held: true };
    const held = made(filled, read(2, { ...hold, until: '2026-03-02T00:00:00Z' }));
    const take = { part: 'p', from: 'store', to: 'van', quantity: '2' };
    expect(post(held, [read(3, take)], now, rulesOf(ledger)).refusal).toMatchObject({ left: '1' });
    expect(post(held, [read(3, take)], '2026-03-02T00:00:00.000Z', rulesOf(ledger)).refusal).toBeNull();
    const used = made(held, read(4, { ...take, releases: id(2) }));
    expect(availableIn(used, accountId(['p', 'store']), now)).toBe('1');
    expect(
      post(used, [read(5, { ...take, quantity: '1', releases: id(2) })], now, rulesOf(ledger)).refusal
        ?.reason,
    ).toBe('released');
  });

  it('makes all movements or none', () => {
    const filled = made(emptyLedger, read(1, { part: 'p', from: 'supplier', to: 'store', quantity: '3' }));
    const take = read(2, { part: 'p', from: 'store', to: 'van', quantity: '2' });
    expect(post(filled, [take, { ...take, id: id(3) }], now, rulesOf(ledger)).state).toBeNull();
    expect(filled.balances.get(accountId(['p', 'store']))?.quantity).toBe('3');
  });

  it('knows the counter-movement of a movement', () => {
    const original = { part: 'p', from: 'store', to: 'van', quantity: '2' };
    const counter = counterMovement(ledger, id(1), original);
    expect(counter).toEqual({ part: 'p', from: 'van', to: 'store', quantity: '2', reverses: id(1) });
    expect(undoes(ledger, counter, original)).toBe(true);
    expect(undoes(ledger, { ...counter, quantity: '1' }, original)).toBe(false);
  });
});

/** Random numbers from a seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

describe('a ledger against all its movements added up', () => {
  it.each([[1], [20261122]])('agrees after 10,000 random commands (seed %i)', (seed) => {
    const next = random(seed);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
    const places = ['supplier', 'store', 'van', 'defective'];
    let state = emptyLedger;
    const kept: Movement[] = [];
    let refused = 0;
    for (let step = 0; step < 10_000; step++) {
      const at = new Date(Date.UTC(2026, 0, 1, 0, step)).toISOString();
      const from = pick(places);
      const to = pick(places.filter((place) => place !== from));
      const command: Record<string, unknown> = {
        part: pick(['a', 'b', 'c']),
        from,
        to,
        quantity: addDecimals(Math.floor(next() * 40), `0.${Math.floor(next() * 9) + 1}`),
      };
      const what = next();
      if (what < 0.2) {
        command.held = true;
        command.until = new Date(Date.parse(at) + Math.floor(next() * 300) * 60_000).toISOString();
      } else if (what < 0.36 && state.holds.size > 0) command.releases = pick([...state.holds.keys()]);
      const movement = read(step, command);
      // Recomputed from nothing but the movements, with plain sums.
      const taken = movement.hold ?? movement.entries[0];
      const account = JSON.stringify(taken?.keys);
      const sum = kept
        .flatMap(({ entries }) => entries)
        .filter(({ keys }) => JSON.stringify(keys) === account)
        .reduce((total, { quantity }) => addDecimals(total, quantity), '0');
      const released = new Set(kept.map(({ releases }) => releases).concat(movement.releases));
      const held = kept
        .filter(({ id, hold }) => hold && JSON.stringify(hold.keys) === account && !released.has(id))
        .filter(({ hold }) => Date.parse(hold?.until as string) > Date.parse(at))
        .reduce((total, { hold }) => addDecimals(total, hold?.quantity as string), '0');
      const wanted = String(command.quantity);
      const isKnown =
        movement.releases === null || !kept.some(({ releases }) => releases === movement.releases);
      const isEnough = from === 'supplier' || compareDecimal(addDecimals(sum, `-${held}`), wanted) >= 0;
      const { state: after, refusal } = post(state, [movement], at, rulesOf(ledger));
      expect([step, refusal === null]).toEqual([step, isKnown && isEnough]);
      if (after) {
        state = after;
        kept.push(movement);
      } else refused += 1;
      if (kept.length > 400) {
        // Old movements become one opening balance each, so that adding up stays quick.
        const opening = [...state.balances.values()].map(({ keys, quantity }, index) => ({
          ...(kept[0] as Movement),
          id: id(1_000_000 + step * 100 + index),
          entries: [{ keys, quantity }],
          hold: null,
          releases: null,
        }));
        const stillHeld = kept.filter(({ hold }) => hold !== null);
        const releasing = kept
          .filter(({ releases }) => releases !== null)
          .map((one) => ({ ...one, entries: [] }));
        kept.splice(0, kept.length, ...opening, ...stillHeld.slice(-60), ...releasing);
        const live = new Set(kept.map(({ id }) => id));
        state = { ...state, holds: new Map([...state.holds].filter(([one]) => live.has(one))) };
      }
    }
    expect(refused).toBeGreaterThan(500);
    const total = [...state.balances.values()].reduce((sum, one) => addDecimals(sum, one.quantity), '0');
    expect(compareDecimal(total, '0')).toBe(0);
    for (const { keys, quantity } of state.balances.values())
      if (keys.at(-1) !== 'supplier') expect(compareDecimal(quantity, '0')).toBeGreaterThanOrEqual(0);
  });
});
