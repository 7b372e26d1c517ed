import {
  type Context,
  compareDecimal,
  evaluateAs,
  evaluateCondition,
  type Issue,
  type Scope,
} from '@fieldwork/expression';
import { accountFields, type Form, formTypes, idOf, issue, type Ledger, pathsIn } from '@fieldwork/metadata';
import type { AccountKeys, Movement } from './state.js';
import { negated } from './worth.js';

type Values = Readonly<Record<string, unknown>>;
export interface MovementRead {
  form: Form;
  forms: ReadonlyMap<string, Form>;
  context: Context;
  /** It was made before: what the ledger wrote into it counts. */
  isMade?: boolean;
}
export type Read = { movement: Movement; issues: [] } | { movement: null; issues: Issue[] };

/** What a record of the form of movements means in its ledger; issues where it can mean nothing. */
export function readMovement(ledger: Ledger, id: string, values: Values, at: MovementRead): Read {
  const { quantity: field, between, reserve } = ledger;
  const quantity = typeof values[field] === 'string' ? values[field] : null;
  const sign = quantity === null ? 0 : compareDecimal(quantity, '0');
  const releases = reserve ? idOf(values[reserve.releases]) : null;
  const scope = { types: formTypes(at.form, at.forms), values, context: at.context };
  const holds = (expression: unknown) =>
    typeof expression === 'boolean' ? expression : evaluateCondition(expression as never, scope);
  const owner = reserve?.for === undefined ? null : keyOf(values[reserve.for]);
  const worth = ledger.value ? values[ledger.value.field] : null;
  const plain = {
    ...{
      id,
      entries: [],
      isFree: false,
      bringsFree: false,
      hold: null,
      releases,
      owner,
      frees: false,
      cost: '0',
    },
    worth: at.isMade && typeof worth === 'string' ? worth : null,
  };
  if (reserve?.frees !== undefined && holds(reserve.frees)) {
    if (owner !== null) return { movement: { ...plain, frees: true }, issues: [] };
    const whose = issue([reserve.for ?? ''], 'required', '请填写为谁预留', 'Set aside for whom?');
    return { movement: null, issues: [whose] };
  }
  const issues = amiss(ledger, values, sign, releases);
  if (quantity === null || issues.length > 0) return { movement: null, issues };
  const isFree = ledger.negative === undefined ? false : holds(ledger.negative);
  const taken = keysOf(ledger, values, 'from');
  if (reserve && releases === null && holds(reserve.when)) {
    const until = reserve.until === undefined ? null : ((values[reserve.until] as string | null) ?? null);
    const hold = { keys: taken, quantity: sign < 0 ? negated(quantity) : quantity, until };
    return { movement: { ...plain, isFree, hold }, issues: [] };
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
  const cost = ledger.value ? evaluateAs(ledger.value.cost as never, { kind: 'number' }, scope) : null;
  const known = typeof cost === 'string' && !cost.startsWith('-') ? cost : '0';
  return {
    movement: { ...plain, entries, isFree, bringsFree: isFreePlace(ledger, scope), cost: known },
    issues: [],
  };
}

/** The account of a movement: its keys, in double entry with the place it comes from or goes to. */
export function keysOf(ledger: Ledger, values: Values, side: 'from' | 'to'): AccountKeys {
  return accountFields(ledger, side).map((field) => keyOf(values[field]));
}

/** Whether what it brings it to may be overdrawn too: where that follows from the place alone. */
function isFreePlace({ between, negative }: Ledger, scope: Scope): boolean {
  if (!between || negative === undefined || typeof negative === 'boolean') return negative === true;
  if (!isOfPlace(negative, between.from)) return false;
  const values = { ...scope.values, [between.from]: scope.values[between.to] };
  return evaluateCondition(negative as never, { ...scope, values });
}

function isOfPlace(negative: unknown, from: string): boolean {
  return pathsIn(negative).every((path) => path === from || path.startsWith(`${from}.`));
}

/** The paths that a ledger reads of a movement; in double entry of either place. */
export function pathsOfMovement({ negative, reserve, value, between }: Ledger): string[] {
  const paths = pathsIn([negative, reserve?.when, reserve?.frees, value?.cost]);
  if (!between || negative === undefined) return paths;
  const start = `${between.from}.`;
  const other = pathsIn(negative).filter((path) => path.startsWith(start));
  return [...new Set([...paths, ...other.map((path) => `${between.to}.${path.slice(start.length)}`)])];
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
  { quantity, between, single }: Ledger,
  values: Values,
  sign: number,
  releases: string | null,
): Issue[] {
  if (sign === 0 && releases === null)
    return [issue([quantity], 'no_quantity', '数量不能为空或 0', 'A movement has a quantity')];
  if (single && keyOf(values[single.key]) !== null && sign !== 0 && !isOne(values[quantity]))
    return [
      issue(
        [quantity],
        'not_one',
        '按序列号管理的一次只能是 1',
        'Of what has a number of its own there is one',
      ),
    ];
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

function isOne(quantity: unknown): boolean {
  return compareDecimal(String(quantity).replace(/^-/, ''), '1') === 0;
}
