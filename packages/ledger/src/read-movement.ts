import { type Context, compareDecimal, evaluateCondition, type Issue } from '@fieldwork/expression';
import { accountFields, type Form, formTypes, idOf, issue, type Ledger } from '@fieldwork/metadata';
import { negated } from './post.js';
import type { AccountKeys, Movement } from './state.js';

type Values = Readonly<Record<string, unknown>>;
export interface MovementRead {
  form: Form;
  forms: ReadonlyMap<string, Form>;
  context: Context;
}
export type Read = { movement: Movement; issues: [] } | { movement: null; issues: Issue[] };

/** What a record of the form of movements means in its ledger; issues where it can mean nothing. */
export function readMovement(ledger: Ledger, id: string, values: Values, at: MovementRead): Read {
  const { quantity: field, between, reserve } = ledger;
  const quantity = typeof values[field] === 'string' ? values[field] : null;
  const sign = quantity === null ? 0 : compareDecimal(quantity, '0');
  const releases = reserve ? idOf(values[reserve.releases]) : null;
  const issues = amiss(ledger, values, sign, releases);
  if (quantity === null || issues.length > 0) return { movement: null, issues };
  const scope = { types: formTypes(at.form, at.forms), values, context: at.context };
  const holds = (expression: unknown) =>
    typeof expression === 'boolean' ? expression : evaluateCondition(expression as never, scope);
  const isFree = ledger.negative === undefined ? false : holds(ledger.negative);
  const taken = keysOf(ledger, values, 'from');
  if (reserve && releases === null && holds(reserve.when)) {
    const until = reserve.until === undefined ? null : ((values[reserve.until] as string | null) ?? null);
    const hold = { keys: taken, quantity: sign < 0 ? negated(quantity) : quantity, until };
    return { movement: { id, entries: [], isFree, hold, releases: null }, issues: [] };
  }
  const entries =
    sign === 0
      ? []
      : between
        ? [
            { keys: taken, quantity: negated(quantity) },
            { keys: keysOf(ledger, values, 'to'), quantity },
          ]
        : [{ keys: taken, quantity }];
  return { movement: { id, entries, isFree, hold: null, releases }, issues: [] };
}

/** The account of a movement: its keys, in double entry with the place it comes from or goes to. */
export function keysOf(ledger: Ledger, values: Values, side: 'from' | 'to'): AccountKeys {
  return accountFields(ledger, side).map((field) => keyOf(values[field]));
}

function keyOf(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  return typeof value === 'string' ? value : idOf(value);
}

/** Whether one movement is the exact opposite of another. */
export function undoes(ledger: Ledger, values: Values, original: Values): boolean {
  const { between, quantity } = ledger;
  const same = (one: AccountKeys, other: AccountKeys) => JSON.stringify(one) === JSON.stringify(other);
  const [now, then] = [String(values[quantity]), String(original[quantity])];
  if (!between)
    return (
      same(keysOf(ledger, values, 'from'), keysOf(ledger, original, 'from')) &&
      compareDecimal(now, negated(then)) === 0
    );
  return (
    same(keysOf(ledger, values, 'from'), keysOf(ledger, original, 'to')) &&
    same(keysOf(ledger, values, 'to'), keysOf(ledger, original, 'from')) &&
    compareDecimal(now, then) === 0
  );
}

/** The values of the counter-movement that undoes a movement. */
export function counterMovement(ledger: Ledger, id: string, original: Values): Record<string, unknown> {
  const { between, quantity, reverses, keys } = ledger;
  const kept = Object.fromEntries(keys.map((key) => [key, keyOf(original[key])]));
  const amount = String(original[quantity]);
  const marked = reverses === undefined ? {} : { [reverses]: id };
  if (!between) return { ...kept, [quantity]: negated(amount), ...marked };
  const swapped = {
    [between.from]: keyOf(original[between.to]),
    [between.to]: keyOf(original[between.from]),
  };
  return { ...kept, ...swapped, [quantity]: amount, ...marked };
}

function amiss(
  { quantity, between }: Ledger,
  values: Values,
  sign: number,
  releases: string | null,
): Issue[] {
  if (sign === 0 && releases === null)
    return [issue([quantity], 'no_quantity', '数量不能为空或 0', 'A movement has a quantity')];
  if (!between) return [];
  if (sign < 0)
    return [
      issue(
        [quantity],
        'below_zero',
        '数量应大于 0，方向由来处与去处决定',
        'The quantity is above zero; from and to say the direction',
      ),
    ];
  const [from, to] = [keyOf(values[between.from]), keyOf(values[between.to])];
  const empty = [from === null ? between.from : null, to === null ? between.to : null];
  const issues = empty
    .filter((id) => id !== null)
    .map((id) => issue([id], 'required', '请填写来处与去处', 'A movement has both a from and a to'));
  if (from !== null && from === to)
    issues.push(issue([between.to], 'same_place', '来处与去处相同', 'It would go to where it is'));
  return issues;
}
