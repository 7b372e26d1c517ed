import { isDate } from './calendar.js';
import { readInstant } from './datetime.js';
import { readDecimal } from './decimal.js';
import type { Details, IssueCode } from './issue.js';
import type { Digits, Literal } from './node.js';
import { didYouMean, theOptions } from './suggestion.js';
import { BOOLEAN, NULL, NUMBER, TEXT, type Type } from './types.js';

type Report = (code: IssueCode, details: Details) => void;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** NUL, and halves of surrogate pairs: PostgreSQL cannot hold them. */
const UNSTORABLE = /\0|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/**
 * A written literal as a value of the type its surroundings want: JSON has no dates and no exact decimals, so a
 * string is read by the type it meets. Null when it cannot be read, which has been reported then.
 */
export function readLiteral(
  value: null | boolean | number | string,
  wanted: Type | undefined,
  report: Report,
): Literal | null {
  if (value === null) return literal(wanted ?? NULL, null);
  if (typeof value === 'boolean') return literal(BOOLEAN, value);
  if (typeof value === 'number' || (wanted?.kind === 'number' && typeof value === 'string')) {
    return readNumber(value, report);
  }
  return readText(value, wanted ?? TEXT, report);
}

function literal(type: Type, value: Literal['value'], digits?: Digits): Literal {
  return {
    kind: 'literal',
    type,
    value,
    digits: digits ?? (type.kind === 'number' ? { integer: 1, fraction: 0 } : undefined),
  };
}

function readNumber(value: string | number, report: Report): Literal | null {
  const number = readDecimal(value);
  if (number === null) {
    report('not_a_number', { value });
    return null;
  }
  const integer = Math.max(1, number.trunc().precision(true));
  return literal(NUMBER, number, { integer, fraction: number.decimalPlaces() });
}

function readText(value: string, wanted: Type, report: Report): Literal | null {
  if (UNSTORABLE.test(value)) {
    report('bad_text', {});
    return null;
  }
  switch (wanted.kind) {
    case 'date':
      if (isDate(value)) return literal(wanted, value);
      report('not_a_date', { value });
      return null;
    case 'datetime': {
      const instant = readInstant(value);
      if (instant === null) report('not_a_datetime', { value });
      return instant === null ? null : literal(wanted, instant);
    }
    case 'choice':
      if (!wanted.options.includes(value)) {
        report('unknown_option', {
          name: value,
          hint: didYouMean(value, wanted.options),
          options: theOptions(wanted),
        });
      }
      return literal(wanted, value);
    case 'reference':
      if (!UUID.test(value)) report('not_an_id', { value });
      return literal(wanted, UUID.test(value) ? value.toLowerCase() : value);
    default:
      return literal(TEXT, value);
  }
}
