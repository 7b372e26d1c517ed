import { canonicalDatetime, isDate } from '@fieldwork/expression';
import { bilingual } from '../text.js';
import { bad, type FieldType, isBlank, ok } from './field-type.js';

function pad(part: string | undefined, width = 2): string {
  return (part ?? '0').padStart(width, '0');
}

/** 2026-1-5, 2026/01/05, 2026.1.5 and 2026年1月5日; nothing that could mean two days. */
function dateFromText(cell: string): string | undefined {
  const match = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(cell.trim());
  if (!match) return undefined;
  const day = `${match[1]}-${pad(match[2])}-${pad(match[3])}`;
  return isDate(day) ? day : undefined;
}

export const date: FieldType = {
  label: bilingual('日期', 'Date'),
  group: 'date',
  settings: {},
  type: () => ({ kind: 'date' }),
  column: () => ({ type: 'date' }),
  indexed: true,
  parse(value) {
    if (isBlank(value)) return ok(null);
    if (typeof value === 'string' && isDate(value)) return ok(value);
    return bad('not_date', '请填写日期，如 2026-02-28', 'A date is expected here, such as 2026-02-28');
  },
  fromText: dateFromText,
};

export const datetime: FieldType = {
  label: bilingual('日期时间', 'Date and time'),
  group: 'date',
  settings: {},
  type: () => ({ kind: 'datetime' }),
  column: () => ({ type: 'timestamptz' }),
  indexed: true,
  parse(value) {
    if (isBlank(value)) return ok(null);
    const instant = typeof value === 'string' ? canonicalDatetime(value) : null;
    if (instant !== null) return ok(instant);
    return bad(
      'not_datetime',
      '请填写带时区的日期时间，如 2026-02-28T09:30:00+08:00',
      'A date and time with its zone is expected here, such as 2026-02-28T09:30:00+08:00',
    );
  },
};

const clock = /^([01]?\d|2[0-3]):([0-5]\d)$/;

export const time: FieldType = {
  label: bilingual('时间', 'Time'),
  group: 'date',
  settings: {},
  type: () => ({ kind: 'text' }),
  column: () => ({ type: 'text' }),
  parse(value) {
    if (isBlank(value)) return ok(null);
    const match = typeof value === 'string' ? clock.exec(value) : null;
    if (match) return ok(`${pad(match[1])}:${match[2]}`);
    return bad('not_time', '请填写时间，如 08:30', 'A time of day is expected here, such as 08:30');
  },
  fromText: (cell) => {
    const match = /^(\d{1,2})[:：](\d{2})(?:[:：]\d{2})?$/.exec(cell.trim());
    return match ? `${pad(match[1])}:${match[2]}` : undefined;
  },
};
