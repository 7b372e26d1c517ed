import { addDecimals, compareDecimal, multiplyDecimals } from '@fieldwork/expression';
import type { Form, Ledger } from '@fieldwork/metadata';
import { describe, expect, it } from '@jest/globals';
import {
  accountId,
  availableIn,
  emptyLedger,
  gather,
  isHeld,
  type LedgerState,
  type Movement,
  post,
  readMovement,
  rulesOf,
} from './index.js';

const id = (n: number) => `0190a000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const form: Form = {
  kind: 'form',
  schema: 1,
  id: 'movement',
  label: '流水',
  fields: [
    { id: 'kind', type: 'text', label: '类型' },
    { id: 'part', type: 'text', label: '备件' },
    { id: 'batch', type: 'text', label: '批次' },
    { id: 'serial', type: 'text', label: '序列号' },
    { id: 'from', type: 'text', label: '来处' },
    { id: 'to', type: 'text', label: '去处' },
    { id: 'quantity', type: 'number', label: '数量' },
    { id: 'cost', type: 'money', label: '单价' },
    { id: 'value', type: 'money', label: '金额' },
    { id: 'until', type: 'datetime', label: '截止' },
    { id: 'order', type: 'text', label: '工单' },
    { id: 'releases', type: 'reference', label: '释放', form: 'movement' },
  ],
  layout: [],
};
const ledger: Ledger = {
  kind: 'ledger',
  schema: 1,
  id: 'stock',
  label: '库存',
  form: 'movement',
  keys: ['part', 'batch', 'serial'],
  quantity: 'quantity',
  between: { from: 'from', to: 'to' },
  negative: { in: [{ var: 'from' }, ['supplier', 'count']] },
  single: { key: 'serial', per: ['part'] },
  value: { field: 'value', method: 'moving_average', cost: { var: 'cost' } },
  reserve: {
    when: { '==': [{ var: 'kind' }, 'reserve'] },
    until: 'until',
    releases: 'releases',
    for: 'order',
    frees: { '==': [{ var: 'kind' }, 'free'] },
  },
};
const rules = rulesOf(ledger);
const context = { now: '2026-03-01T00:00:00.000Z', timeZone: 'UTC', user: null };
const now = '2026-03-01T00:00:00.000Z';
const read = (number: number, values: object, isMade = false): Movement => {
  const at = { form, forms: new Map([[form.id, form]]), context: context as never, isMade };
  const found = readMovement(ledger, id(number), values as Record<string, unknown>, at);
  if (!found.movement) throw new Error(JSON.stringify(found.issues));
  return found.movement;
};
function made(state: LedgerState, ...movements: Movement[]): LedgerState {
  const posted = post(state, movements, now, rules);
  if (!posted.state) throw new Error(JSON.stringify(posted.refusal));
  return posted.state;
}
const at = (state: LedgerState, part: string, place: string) =>
  state.balances.get(accountId([part, null, null, place]));
const buy = (n: number, quantity: string, cost: string, more: object = {}) =>
  read(n, { part: 'p', from: 'supplier', to: 'store', quantity, cost, ...more });

describe('a ledger of parts', () => {
  it('values what is taken at the moving average, and gives the last piece the rest', () => {
    const filled = made(emptyLedger, buy(1, '2', '10'), buy(2, '1', '20.01'));
    expect(at(filled, 'p', 'store')).toMatchObject({ quantity: '3', value: '40.01' });
    const { worths, state } = post(
      filled,
      [1, 2, 3].map((n) => read(10 + n, { part: 'p', from: 'store', to: 'van', quantity: '1' })),
      now,
      rules,
    ) as Extract<ReturnType<typeof post>, { refusal: null }>;
    expect([...worths.values()]).toEqual(['13.34', '13.34', '13.33']);
    expect(at(state, 'p', 'store')).toMatchObject({ quantity: '0', value: '0' });
    expect(at(state, 'p', 'van')).toMatchObject({ quantity: '3', value: '40.01' });
    expect(at(state, 'p', 'supplier')).toMatchObject({ quantity: '-3', value: '-40.01' });
  });

  it('keeps a serial number in one place: not bought twice, not taken from where it is not', () => {
    const one = { serial: 'S1' };
    const filled = made(emptyLedger, buy(1, '1', '10', one));
    const twice = post(filled, [buy(2, '1', '10', one)], now, rules);
    expect(twice.refusal).toMatchObject({ reason: 'twice', keys: ['p', null, 'S1', 'store'] });
    const elsewhere = { part: 'p', from: 'van', to: 'site', quantity: '1', ...one };
    expect(post(filled, [read(3, elsewhere)], now, rules).refusal).toMatchObject({ reason: 'short' });
    const back = read(4, { part: 'p', from: 'store', to: 'supplier', quantity: '1', ...one });
    expect(post(filled, [back, buy(5, '1', '10', one)], now, rules).refusal).toBeNull();
    expect(() => buy(6, '2', '10', one)).toThrow('not_one');
  });

  it('lets an order take what is set aside for it, ends that, and frees the rest of it at once', () => {
    const filled = made(
      emptyLedger,
      buy(1, '5', '10'),
      read(2, { kind: 'reserve', part: 'p', from: 'store', to: 'site', quantity: '4', order: 'A' }),
    );
    const take = { part: 'p', from: 'store', to: 'site', quantity: '3' };
    expect(post(filled, [read(3, { ...take, order: 'B' })], now, rules).refusal).toMatchObject({ left: '1' });
    const taken = made(filled, read(4, { ...take, order: 'A' }));
    expect(availableIn(taken, accountId(['p', null, null, 'store']), now)).toBe('2');
    const freed = made(filled, read(5, { kind: 'free', order: 'A' }));
    expect(availableIn(freed, accountId(['p', null, null, 'store']), now)).toBe('5');
    expect(() => read(6, { kind: 'free' })).toThrow('required');
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

/** A stock as one would keep it by hand: piles of parts, boxes of money, where each serial is, who has booked what. */
class Shelf {
  readonly piles = new Map<string, { count: number; cents: number }>();
  readonly serials = new Map<string, string>();
  holds: { id: string; pile: string; order: string | null; count: number; until: number; open: boolean }[] =
    [];

  pile(name: string) {
    const found = this.piles.get(name) ?? { count: 0, cents: 0 };
    this.piles.set(name, found);
    return found;
  }

  free(name: string, order: string | null, at: number) {
    const held = this.holds.filter(
      (one) => one.open && one.pile === name && one.until > at && (one.order === null || one.order !== order),
    );
    return this.pile(name).count - held.reduce((sum, { count }) => sum + count, 0);
  }
}

interface Command {
  kind: string;
  part: string;
  batch: string | null;
  serial: string | null;
  from: string;
  to: string;
  quantity: string;
  cost: string;
  order: string | null;
  until: string | null;
}
const outside = ['supplier', 'count'];

/** Whether a man with pencil and paper would make the movement; he makes it if so. */
function byHand(shelf: Shelf, movement: string, command: Command, at: number): boolean {
  const { kind, part, batch, serial, from, to, order, cost } = command;
  const count = Number(command.quantity);
  if (kind === 'free') {
    for (const hold of shelf.holds) if (hold.order === order) hold.open = false;
    return true;
  }
  const name = (place: string) => JSON.stringify([part, batch, serial, place]);
  const own = shelf.holds.filter((one) => one.open && order !== null && one.order === order);
  if (kind === 'reserve') {
    if (!outside.includes(from) && shelf.free(name(from), null, at) < count) return false;
    const until = command.until === null ? Number.POSITIVE_INFINITY : Date.parse(command.until);
    shelf.holds.push({ id: movement, pile: name(from), order, count, until, open: true });
    return true;
  }
  const isOutside = outside.includes(from);
  if (!isOutside && shelf.free(name(from), order, at) < count) return false;
  const thing = `${part} ${serial}`;
  if (serial !== null && isOutside && !outside.includes(to) && shelf.serials.has(thing)) return false;
  for (const hold of own) if (hold.pile === name(from)) hold.open = false;
  const [source, target] = [shelf.pile(name(from)), shelf.pile(name(to))];
  const cents = isOutside
    ? Number(multiplyDecimals(multiplyDecimals(cost, String(count), 2), '100', 0))
    : count >= source.count
      ? source.cents
      : Math.round((source.cents * count) / source.count);
  source.count -= count;
  source.cents -= cents;
  target.count += count;
  target.cents += cents;
  const isInto = !outside.includes(to);
  if (serial !== null && isInto) shelf.serials.set(thing, to);
  else if (serial !== null && !isOutside) shelf.serials.delete(thing);
  return true;
}

describe('a ledger of parts against a man with pencil and paper', () => {
  it.each([[3], [20261130]])('agrees after 10,000 random commands (seed %i)', (seed) => {
    const next = random(seed);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
    const places = ['supplier', 'count', 'store', 'van', 'site', 'defective', 'transit'];
    const shelf = new Shelf();
    let state = emptyLedger;
    const tally = { made: 0, refused: 0 };
    for (let step = 0; step < 10_000; step++) {
      const moment = Date.UTC(2026, 0, 1, 0, step);
      const from = pick(places);
      const what = next();
      const kind = what < 0.15 ? 'reserve' : what < 0.2 ? 'free' : 'move';
      const serial = next() < 0.3 ? pick(['S1', 'S2', 'S3']) : null;
      const command: Command = {
        kind,
        part: pick(['a', 'b', 'c']),
        batch: serial === null && next() < 0.3 ? pick(['B1', 'B2']) : null,
        serial,
        from,
        to: pick(places.filter((place) => place !== from)),
        quantity: serial === null ? String(1 + Math.floor(next() * 12)) : '1',
        cost: addDecimals(Math.floor(next() * 90), '0.5'),
        order: kind === 'free' || next() < 0.5 ? pick(['O1', 'O2', 'O3']) : null,
        until: next() < 0.7 ? new Date(moment + Math.floor(next() * 90) * 60_000).toISOString() : null,
      };
      const expected = byHand(shelf, id(step), command, moment);
      const { state: after, refusal } = post(
        state,
        [read(step, command)],
        new Date(moment).toISOString(),
        rules,
      );
      expect([step, refusal]).toEqual([step, expected ? null : (refusal ?? 'a refusal')]);
      if (after) state = after;
      tally[after ? 'made' : 'refused'] += 1;
      // What has ended is forgotten on both sides, so that looking stays quick.
      if (step % 200 === 0) {
        shelf.holds = shelf.holds.filter((one) => one.open && one.until > moment);
        const open = [...state.holds].filter(([, hold]) => isHeld(hold, new Date(moment).toISOString()));
        state = { ...state, holds: new Map(open) };
      }
    }
    expect(tally.made).toBeGreaterThan(2000);
    expect(tally.refused).toBeGreaterThan(1000);
    for (const [name, { count, cents }] of shelf.piles) {
      const balance = state.balances.get(accountId(JSON.parse(name)));
      expect([name, balance?.quantity ?? '0']).toEqual([name, String(count)]);
      expect([name, Number(balance?.value ?? 0)]).toEqual([name, cents / 100]);
    }
    for (const figure of ['quantity', 'value'] as const) {
      const all = [...state.balances.values()].map((one) => one[figure]);
      expect(compareDecimal(addDecimals(...all), '0')).toBe(0);
    }
  });

  it('is the same when its movements are added up again, with what they were worth', () => {
    const list = [buy(1, '3', '10'), buy(2, '1', '7.01')];
    const taken = read(3, { part: 'p', from: 'store', to: 'van', quantity: '3' });
    const posted = post(emptyLedger, [...list, taken], now, rules);
    const again = [...list, taken].map((one) => ({
      ...one,
      worth: posted.state ? (posted.worths.get(one.id) ?? null) : null,
    }));
    expect(gather(emptyLedger, again.reverse(), rules).state.balances).toEqual(posted.state?.balances);
  });
});
