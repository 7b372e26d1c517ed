import { calendarUnits, clockUnits } from '../operators/units.js';
import type { JsonValue } from '../scope.js';
import type { Type, Types } from '../types.js';
import * as hostile from './hostile-values.js';
import type { Random } from './random.js';
import { fields, members } from './schema.js';

type Simple =
  | 'text'
  | 'number'
  | 'boolean'
  | 'date'
  | 'datetime'
  | 'choice'
  | 'customer'
  | 'user'
  | 'texts'
  | 'numbers';
type Draw = (depth: number) => JsonValue;

const COMPARED: readonly Simple[] = ['text', 'number', 'date', 'datetime'];
const VALUES: readonly Simple[] = [...COMPARED, 'boolean', 'choice', 'customer', 'user'];

function kindOf(type: Type): Simple | null {
  if (type.kind === 'reference') return type.form === 'user' ? 'user' : 'customer';
  if (type.kind === 'list') return type.of.kind === 'number' ? 'numbers' : 'texts';
  return type.kind === 'rows' || type.kind === 'null' ? null : type.kind;
}

/** Draws well-typed expressions that use every operator. */
export class ExpressionSource {
  private names: Types = fields;

  constructor(private readonly random: Random) {}

  /** An expression of any type, up to `depth` operators deep. */
  draw(depth: number): JsonValue {
    const kind = this.random.chance(45)
      ? 'boolean'
      : this.random.pick<Simple>([...VALUES, 'number', 'text', 'texts', 'numbers']);
    return this.of(kind, depth);
  }

  private of(kind: Simple, depth: number): JsonValue {
    if (depth <= 0 || this.random.chance(12)) return this.leaf(kind);
    const general: Draw[] = [
      (deep) => ({ if: [this.of('boolean', deep), this.branch(kind, deep), this.branch(kind, deep)] }),
      (deep) => ({ if: [this.of('boolean', deep), this.branch(kind, deep)] }),
      (deep) => ({ coalesce: [this.of(kind, deep), this.branch(kind, deep)] }),
    ];
    const special = this.productions()[kind];
    if (special.length === 0 && this.random.chance(60)) return this.leaf(kind);
    const chosen = special.length > 0 && this.random.chance(88) ? special : general;
    return this.random.pick(chosen)(depth - 1);
  }

  private branch(kind: Simple, depth: number): JsonValue {
    return this.random.chance(6) ? null : this.of(kind, depth);
  }

  private leaf(kind: Simple): JsonValue {
    const fitting = Object.entries(this.names).filter(([, type]) => kindOf(type) === kind);
    if (fitting.length > 0 && this.random.chance(75)) return { var: this.random.pick(fitting)[0] };
    return this.literal(kind);
  }

  private literal(kind: Simple): JsonValue {
    const { random } = this;
    switch (kind) {
      case 'text':
        return random.pick(hostile.texts);
      case 'number':
        return typeof random.pick(hostile.numbers) === 'string'
          ? { '+': [0, random.pick(hostile.numbers)] }
          : random.below(20) - 5;
      case 'boolean':
        return random.chance(50);
      case 'date':
        return random.chance(30) ? { today: [] } : { date: [random.pick(hostile.dates)] };
      case 'datetime':
        return random.chance(30) ? { now: [] } : { datetime: [random.pick(hostile.datetimes)] };
      case 'choice':
        return random.pick(hostile.options);
      case 'customer':
        return { if: [true, { coalesce: [this.anyReference(), random.pick(hostile.ids)] }] };
      case 'user':
        return { user: ['id'] };
      case 'texts':
        return random.chance(30)
          ? { user: ['roles'] }
          : random.several(1, 4, () => random.pick(hostile.texts));
      case 'numbers':
        return random.several(1, 4, () => random.below(20) - 5);
    }
  }

  private anyReference(): JsonValue {
    return this.names === fields ? { var: 'customer' } : null;
  }

  private inMembers<Result>(draw: () => Result): Result {
    return this.within(members, draw);
  }

  private within<Result>(names: Types, draw: () => Result): Result {
    const before = this.names;
    this.names = names;
    try {
      return draw();
    } finally {
      this.names = before;
    }
  }

  /** What goes over the rows of the sub-table, or over a list where there are none. */
  private overItems(operator: string, kind: Simple, depth: number): JsonValue {
    if (this.names === fields && this.random.chance(65)) {
      return { [operator]: [{ var: 'parts' }, this.inMembers(() => this.of(kind, depth))] };
    }
    const list = this.random.chance(50) ? 'texts' : 'numbers';
    const item: Types = { '': { kind: list === 'texts' ? 'text' : 'number' } };
    return { [operator]: [this.of(list, depth), this.within(item, () => this.of(kind, depth))] };
  }

  private productions(): Record<Simple, Draw[]> {
    const { random } = this;
    const some = (kind: Simple, depth: number, least = 2, most = 3) =>
      random.several(least, most, () => this.of(kind, depth));
    const dateUnit = () => random.pick(calendarUnits);
    const anyUnit = () => random.pick([...calendarUnits, ...clockUnits]);
    const amount = (deep: number): JsonValue =>
      random.chance(60) ? random.below(100) - 50 : this.of('number', deep);
    const either = (): Simple => random.pick(['date', 'datetime']);
    return {
      boolean: [
        (deep) => this.comparison(deep),
        (deep) => this.comparison(deep),
        (deep) => this.comparison(deep),
        (deep) => ({ and: some('boolean', deep) }),
        (deep) => ({ or: some('boolean', deep) }),
        (deep) => ({ '!': [this.of('boolean', deep)] }),
        (deep) => ({ '!!': [this.of('boolean', deep)] }),
        (deep) => this.membership(deep),
        (deep) => this.membership(deep),
        (deep) => ({
          [random.pick(['startsWith', 'endsWith', 'contains'])]: [
            this.of('text', deep),
            this.of('text', deep),
          ],
        }),
        (deep) => ({
          [random.pick(['isEmpty', 'isNotEmpty'])]: [
            this.of(random.pick<Simple>([...VALUES, 'texts', 'numbers']), deep),
          ],
        }),
        () => ({
          [random.pick(['isEmpty', 'isNotEmpty'])]: [this.names === fields ? { var: 'parts' } : 'x'],
        }),
        (deep) => this.overItems(random.pick(['all', 'some', 'none']), 'boolean', deep),
      ],
      number: [
        (deep) => ({ '+': some('number', deep) }),
        (deep) => ({ '-': some('number', deep, 1, 2) }),
        (deep) => ({ '*': some('number', deep) }),
        (deep) => ({ '/': [this.of('number', deep), this.of('number', deep)] }),
        (deep) => ({ '/': [this.of('number', deep), random.pick([2, 3, 7, 8, 0])] }),
        (deep) => ({ '%': [this.of('number', deep), this.of('number', deep)] }),
        (deep) => ({ round: [this.of('number', deep), random.below(5)] }),
        (deep) => ({ [random.pick(['floor', 'ceil', 'abs', 'round'])]: [this.of('number', deep)] }),
        (deep) => ({ [random.pick(['min', 'max'])]: some('number', deep, 2, 3) }),
        (deep) => ({ [random.pick(['min', 'max', 'sum', 'average'])]: [this.of('numbers', deep)] }),
        (deep) => this.overItems(random.pick(['min', 'max', 'sum', 'average']), 'number', deep),
        (deep) => this.overItems('count', 'boolean', deep),
        (deep) => ({ count: [this.of(random.pick<Simple>(['texts', 'numbers']), deep)] }),
        (deep) => ({ length: [this.of('text', deep)] }),
        (deep) => ({ number: [this.of('text', deep)] }),
        (deep) => ({ [random.pick(['year', 'month', 'day', 'weekday'])]: [this.of(either(), deep)] }),
        (deep) => ({ [random.pick(['hour', 'minute'])]: [this.of('datetime', deep)] }),
        (deep) => ({ dateDiff: [this.of('date', deep), this.of('date', deep), dateUnit()] }),
        (deep) => ({
          dateDiff: [
            this.of('datetime', deep),
            this.of('datetime', deep),
            random.pick(['second', 'minute', 'hour', 'day', 'week']),
          ],
        }),
      ],
      text: [
        (deep) => ({ cat: some('text', deep, 1, 3) }),
        (deep) => ({ [random.pick(['upper', 'lower', 'trim'])]: [this.of('text', deep)] }),
        (deep) => ({ substr: [this.of('text', deep), random.below(7) - 3] }),
        (deep) => ({ substr: [this.of('text', deep), random.below(7) - 3, random.below(7) - 3] }),
        (deep) => ({
          replace: [this.of('text', deep), random.pick(hostile.texts.slice(1)), random.pick(hostile.texts)],
        }),
        (deep) => ({ text: [this.of(random.pick(VALUES), deep)] }),
        (deep) => this.of('choice', deep),
      ],
      date: [
        (deep) => ({ date: [this.of('datetime', deep)] }),
        (deep) => ({ dateAdd: [this.of('date', deep), amount(deep), dateUnit()] }),
        (deep) => ({ startOf: [this.of('date', deep), dateUnit()] }),
        (deep) => ({ [random.pick(['min', 'max'])]: some('date', deep) }),
        (deep) => this.overItems(random.pick(['min', 'max']), 'date', deep),
      ],
      datetime: [
        (deep) => ({ datetime: [this.of('date', deep)] }),
        (deep) => ({ dateAdd: [this.of('datetime', deep), amount(deep), anyUnit()] }),
        (deep) => ({ startOf: [this.of('datetime', deep), anyUnit()] }),
        (deep) => ({ [random.pick(['min', 'max'])]: some('datetime', deep) }),
        (deep) => this.overItems(random.pick(['min', 'max']), 'datetime', deep),
      ],
      choice: [],
      customer: [],
      user: [],
      texts: [(deep) => random.several(1, 3, () => this.of('text', deep))],
      numbers: [(deep) => random.several(1, 3, () => this.of('number', deep))],
    };
  }

  private comparison(depth: number): JsonValue {
    const { random } = this;
    if (random.chance(40)) {
      const kind = random.pick(VALUES);
      return { [random.pick(['==', '!='])]: [this.of(kind, depth), this.of(kind, depth)] };
    }
    const kind = random.pick(COMPARED);
    if (random.chance(15))
      return { [random.pick(['<', '<='])]: random.several(3, 3, () => this.of(kind, depth)) };
    return { [random.pick(['<', '<=', '>', '>='])]: [this.of(kind, depth), this.of(kind, depth)] };
  }

  private membership(depth: number): JsonValue {
    const { random } = this;
    const [item, list] = random.pick<[Simple, Simple]>([
      ['text', 'texts'],
      ['number', 'numbers'],
    ]);
    const drawn: Draw[] = [
      (deep) => ({ in: [this.of(item, deep), this.of(list, deep)] }),
      (deep) => ({ contains: [this.of(list, deep), this.of(item, deep)] }),
      (deep) => ({ in: [this.of('text', deep), this.of('text', deep)] }),
      () => ({ in: [this.leaf('choice'), random.several(0, 3, () => random.pick(hostile.options))] }),
      (deep) => ({ in: [this.of('customer', deep), random.several(0, 3, () => random.pick(hostile.ids))] }),
      (deep) => ({
        [random.pick(['containsAny', 'containsAll'])]: [this.of(list, deep), this.of(list, deep)],
      }),
    ];
    return random.pick(drawn)(depth);
  }
}
