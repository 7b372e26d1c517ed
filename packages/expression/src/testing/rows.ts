import type { Type, Types } from '../types.js';
import * as hostile from './hostile-values.js';
import type { Random } from './random.js';
import { fields, members } from './schema.js';

type Row = Record<string, unknown>;

/** A record as it is on the wire, and its columns as they are stored. */
export interface Sample {
  readonly values: Row;
  readonly columns: Row;
  readonly parts: readonly Row[];
}

/** A value of a type, empty one time in six. */
function drawValue(type: Type, random: Random): unknown {
  if (random.below(6) === 0) return null;
  switch (type.kind) {
    case 'text':
      return random.chance(70)
        ? random.pick(hostile.texts)
        : random.pick(hostile.texts) + random.pick(hostile.texts);
    case 'number':
      return random.chance(60)
        ? random.pick(hostile.numbers)
        : `${random.below(2000) - 1000}.${random.below(100)}`;
    case 'boolean':
      return random.chance(50);
    case 'date':
      return random.pick(hostile.dates);
    case 'datetime':
      return random.pick(hostile.datetimes);
    case 'choice':
      return random.pick(type.options);
    case 'reference':
      return random.pick(hostile.ids);
    case 'list':
      return random.several(0, 4, () => drawValue(type.of, random)).filter((item) => item !== null);
    default:
      return null;
  }
}

function drawRow(types: Types, random: Random): Row {
  const simple = Object.entries(types).filter(([, type]) => type.kind !== 'rows');
  return Object.fromEntries(simple.map(([name, type]) => [name, drawValue(type, random)]));
}

/** A hostile record; a reference travels as an id or, like on read, as an object with a title. */
export function drawSample(random: Random): Sample {
  const columns = drawRow(fields, random);
  const parts = random.several(0, 4, () => drawRow(members, random));
  const { 'customer.tier': tier, ...values } = columns;
  if (columns.customer !== null) values.customer = { id: columns.customer, title: 'x', tier };
  else values['customer.tier'] = tier;
  return {
    values: { ...values, parts: random.chance(20) && parts.length === 0 ? null : parts },
    columns,
    parts,
  };
}
