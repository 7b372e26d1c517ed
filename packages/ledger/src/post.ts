import { addDecimals, compareDecimal } from '@fieldwork/expression';
import {
  type AccountKeys,
  accountId,
  type Balance,
  type Hold,
  type LedgerRules,
  type LedgerState,
  type Movement,
} from './state.js';
import { added, negated, worthAdded, worthTaken } from './worth.js';

/** Why a movement is not made. `left` is what the account has that nobody has set aside. */
export type Refusal =
  | { reason: 'short'; movement: string; keys: AccountKeys; left: string; wanted: string }
  /** There is one of it, and it is where `keys` say already. */
  | { reason: 'twice'; movement: string; keys: AccountKeys }
  | { reason: 'no_hold' | 'released'; movement: string };

export type Posted =
  | { state: LedgerState; worths: ReadonlyMap<string, string>; refusal: null }
  | { state: null; refusal: Refusal };

interface Open {
  balances: Map<string, Balance>;
  holds: Map<string, Hold>;
}

/**
 * Makes movements one after another: all of them, or none. What is held at `now` (ISO instant) cannot be taken.
 * The state that was given is not changed. `worths`: what each movement was worth.
 */
export function post(
  before: LedgerState,
  movements: readonly Movement[],
  now: string,
  rules: LedgerRules,
): Posted {
  const open: Open = { balances: new Map(before.balances), holds: new Map(before.holds) };
  const worths = new Map<string, string>();
  for (const movement of movements) {
    const refusal = postOne(open, movement, now, rules, worths);
    if (refusal) return { state: null, refusal };
  }
  return { state: open, worths, refusal: null };
}

/**
 * The same for movements that were made before: nothing is refused, whatever comes of it. `worths`: of those whose
 * worth was not known.
 */
export function gather(
  before: LedgerState,
  movements: readonly Movement[],
  rules: LedgerRules,
): { state: LedgerState; worths: ReadonlyMap<string, string> } {
  const open: Open = { balances: new Map(before.balances), holds: new Map(before.holds) };
  const worths = new Map<string, string>();
  for (const movement of movements) {
    const { id, entries, hold, releases, owner } = movement;
    let worth = movement.worth;
    for (const { keys, quantity } of entries) {
      if (rules.method !== null && worth === null) {
        worth = worthOf(open, keys, quantity, movement, rules.method);
        worths.set(id, worth);
      }
      change(open, keys, quantity, movement, worth ?? '0');
    }
    const held = releases === null ? undefined : open.holds.get(releases);
    if (held) open.holds.set(held.movement, { ...held, endedBy: id });
    endOwned(open, movement);
    if (hold) {
      const { keys, quantity, until } = hold;
      const account = accountId(keys);
      open.holds.set(id, { movement: id, account, quantity, until, owner, endedBy: null });
    }
  }
  return { state: open, worths };
}

function postOne(
  open: Open,
  movement: Movement,
  now: string,
  rules: LedgerRules,
  worths: Map<string, string>,
): Refusal | null {
  const { id, entries, hold, releases, isFree, owner } = movement;
  if (releases !== null) {
    const held = open.holds.get(releases);
    if (!held) return { reason: 'no_hold', movement: id };
    if (held.endedBy !== null) return { reason: 'released', movement: id };
    open.holds.set(releases, { ...held, endedBy: id });
  }
  endOwned(open, movement);
  let worth: string | null = null;
  for (const { keys, quantity } of entries) {
    const takes = compareDecimal(quantity, '0') < 0;
    const free = open.balances.get(accountId(keys))?.isFree === true || isFree;
    if (takes && !free) {
      const left = availableIn(open, accountId(keys), now);
      if (compareDecimal(addDecimals(left, quantity), '0') < 0)
        return { reason: 'short', movement: id, keys, left, wanted: negated(quantity) };
    }
    if (rules.method !== null && worth === null)
      worth = worthOf(open, keys, quantity, movement, rules.method);
    change(open, keys, quantity, movement, worth ?? '0');
  }
  if (worth !== null) worths.set(id, worth);
  const twice = entries.find(({ keys }) => isTwice(open, keys, rules));
  if (twice) return { reason: 'twice', movement: id, keys: whereElse(open, twice.keys, movement, rules) };
  if (hold) {
    const account = accountId(hold.keys);
    const left = availableIn(open, account, now);
    if (!isFree && open.balances.get(account)?.isFree !== true && compareDecimal(left, hold.quantity) < 0)
      return { reason: 'short', movement: id, keys: hold.keys, left, wanted: hold.quantity };
    const { quantity, until } = hold;
    open.holds.set(id, { movement: id, account, quantity, until, owner, endedBy: null });
  }
  return null;
}

/** What an entry moves: of what is in the account it takes from, or of what comes from nowhere. */
function worthOf(
  { balances }: Open,
  keys: AccountKeys,
  quantity: string,
  movement: Movement,
  method: 'moving_average' | 'standard',
): string {
  if (compareDecimal(quantity, '0') > 0) return worthAdded(quantity, movement);
  const known = balances.get(accountId(keys)) ?? { quantity: '0', value: '0', isFree: false };
  const isFree = known.isFree || movement.isFree;
  return worthTaken({ ...known, isFree }, negated(quantity), movement, method);
}

function change(
  open: Open,
  keys: AccountKeys,
  quantity: string,
  { isFree, bringsFree }: Movement,
  worth: string,
): void {
  const account = accountId(keys);
  const known = open.balances.get(account);
  const takes = compareDecimal(quantity, '0') < 0;
  open.balances.set(account, {
    keys,
    quantity: addDecimals(known?.quantity ?? '0', quantity),
    value: added(known?.value ?? '0', worth, takes),
    isFree: (takes ? isFree : bringsFree) || known?.isFree === true,
  });
}

/** What its owner takes of an account ends what was set aside there for him; a freeing movement ends it everywhere. */
function endOwned({ holds }: Open, { id, owner, frees, entries }: Movement): void {
  if (owner === null) return;
  const taken = new Set(
    entries.flatMap(({ keys, quantity }) => (quantity.startsWith('-') ? [accountId(keys)] : [])),
  );
  for (const hold of [...holds.values()])
    if (hold.owner === owner && hold.endedBy === null && (frees || taken.has(hold.account)))
      holds.set(hold.movement, { ...hold, endedBy: id });
}

/** Whether there is more than one of what there is one of. */
function isTwice({ balances }: Open, keys: AccountKeys, { single }: LedgerRules): boolean {
  if (!single || (keys[single.key] ?? null) === null) return false;
  const group = groupOf(keys, single);
  const inside = [...balances.values()].filter((one) => !one.isFree && groupOf(one.keys, single) === group);
  return compareDecimal(addDecimals(...inside.map(({ quantity }) => quantity), '0'), '1') > 0;
}

function whereElse({ balances }: Open, keys: AccountKeys, movement: Movement, { single }: LedgerRules) {
  const brought = new Set(movement.entries.map((entry) => accountId(entry.keys)));
  const group = single ? groupOf(keys, single) : '';
  const others = [...balances.values()].filter(
    (one) => !one.isFree && single && groupOf(one.keys, single) === group && one.quantity !== '0',
  );
  return (others.find((one) => !brought.has(accountId(one.keys))) ?? others[0])?.keys ?? keys;
}

/** What tells one thing of which there is one from the others. */
export function groupOf(keys: AccountKeys, { key, per }: NonNullable<LedgerRules['single']>): string {
  return JSON.stringify([...per, key].map((index) => keys[index] ?? null));
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
