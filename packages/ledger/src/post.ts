import { addDecimals, compareDecimal } from '@fieldwork/expression';
import { accountId, type Balance, type Hold, type LedgerState, type Movement } from './state.js';

/** Why a movement is not made. `left` is what the account has that nobody has set aside. */
export type Refusal =
  | { reason: 'short'; movement: string; keys: Balance['keys']; left: string; wanted: string }
  | { reason: 'no_hold' | 'released'; movement: string };

export type Posted = { state: LedgerState; refusal: null } | { state: null; refusal: Refusal };

/**
 * Makes movements one after another: all of them, or none. What is held at `now` (ISO instant) cannot be taken.
 * The state that was given is not changed.
 */
export function post(before: LedgerState, movements: readonly Movement[], now: string): Posted {
  const balances = new Map(before.balances);
  const holds = new Map(before.holds);
  for (const movement of movements) {
    const refusal = postOne({ balances, holds }, movement, now);
    if (refusal) return { state: null, refusal };
  }
  return { state: { balances, holds }, refusal: null };
}

/** The same for movements that were made before: nothing is refused, whatever comes of it. */
export function gather(before: LedgerState, movements: readonly Movement[]): LedgerState {
  const balances = new Map(before.balances);
  const holds = new Map(before.holds);
  for (const { id, entries, isFree, hold, releases } of movements) {
    for (const { keys, quantity } of entries) {
      const known = balances.get(accountId(keys));
      const takes = compareDecimal(quantity, '0') < 0;
      balances.set(accountId(keys), {
        keys,
        quantity: addDecimals(known?.quantity ?? '0', quantity),
        isFree: (takes && isFree) || known?.isFree === true,
      });
    }
    const held = releases === null ? undefined : holds.get(releases);
    if (held) holds.set(held.movement, { ...held, endedBy: id });
    if (hold) {
      const { keys, quantity, until } = hold;
      holds.set(id, { movement: id, account: accountId(keys), quantity, until, endedBy: null });
    }
  }
  return { balances, holds };
}

interface Open {
  balances: Map<string, Balance>;
  holds: Map<string, Hold>;
}

function postOne(open: Open, movement: Movement, now: string): Refusal | null {
  const { id, entries, hold, releases, isFree } = movement;
  if (releases !== null) {
    const held = open.holds.get(releases);
    if (!held) return { reason: 'no_hold', movement: id };
    if (held.endedBy !== null) return { reason: 'released', movement: id };
    open.holds.set(releases, { ...held, endedBy: id });
  }
  for (const { keys, quantity } of entries) {
    const account = accountId(keys);
    const known = open.balances.get(account);
    const takes = compareDecimal(quantity, '0') < 0;
    const next: Balance = {
      keys,
      quantity: addDecimals(known?.quantity ?? '0', quantity),
      isFree: (takes && isFree) || known?.isFree === true,
    };
    if (takes && !next.isFree) {
      const left = availableIn(open, account, now);
      if (compareDecimal(addDecimals(left, quantity), '0') < 0)
        return { reason: 'short', movement: id, keys, left, wanted: negated(quantity) };
    }
    open.balances.set(account, next);
  }
  if (hold) {
    const account = accountId(hold.keys);
    const left = availableIn(open, account, now);
    if (!isFree && open.balances.get(account)?.isFree !== true && compareDecimal(left, hold.quantity) < 0)
      return { reason: 'short', movement: id, keys: hold.keys, left, wanted: hold.quantity };
    open.holds.set(id, { movement: id, account, quantity: hold.quantity, until: hold.until, endedBy: null });
  }
  return null;
}

/** What an account has that nobody has set aside at `now`. */
export function availableIn({ balances, holds }: LedgerState, account: string, now: string): string {
  const held = [...holds.values()].filter((hold) => hold.account === account && isHeld(hold, now));
  return addDecimals(
    balances.get(account)?.quantity ?? '0',
    ...held.map(({ quantity }) => negated(quantity)),
  );
}

/** Whether what was set aside still is. */
export function isHeld({ until, endedBy }: Hold, now: string): boolean {
  return endedBy === null && (until === null || Date.parse(until) > Date.parse(now));
}

export function negated(decimal: string): string {
  if (decimal.startsWith('-')) return decimal.slice(1);
  return compareDecimal(decimal, '0') === 0 ? '0' : `-${decimal}`;
}
