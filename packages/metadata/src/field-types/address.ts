import type { Types } from '@fieldwork/expression';
import { bilingual } from '../text.js';
import { bad, type FieldType, isBlank, ok } from './field-type.js';

export const addressParts = ['province', 'city', 'district', 'detail'] as const;
const members: Types = Object.fromEntries(addressParts.map((part) => [part, { kind: 'text' as const }]));

const wrong = bad('not_address', '地址不正确', 'This is not an address');

/** Degrees as exact text, to about a tenth of a metre. */
function degrees(value: unknown, most: number): string | null {
  if (isBlank(value)) return null;
  const number = typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN;
  return Math.abs(number) <= most ? String(Math.round(number * 1e6) / 1e6) : null;
}

/**
 * Names of the divisions and the rest of the address; `code` is the division's official six digits;
 * `longitude` and `latitude` say where it is, in degrees.
 */
export const address: FieldType = {
  label: bilingual('地址', 'Address'),
  group: 'text',
  settings: {},
  type: () => null,
  members: () => members,
  memberLabels: {
    province: bilingual('省', 'province'),
    city: bilingual('市', 'city'),
    district: bilingual('区县', 'district'),
    detail: bilingual('详细地址', 'street'),
  },
  column: () => ({ type: 'jsonb' }),
  parse(value) {
    if (isBlank(value)) return ok(null);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return wrong;
    const result: Record<string, string> = {};
    for (const key of [...addressParts, 'code'] as const) {
      const part = Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
      if (isBlank(part)) continue;
      if (typeof part !== 'string' || part.length > 300 || part.includes('\u0000')) return wrong;
      result[key] = part.normalize('NFC');
    }
    const longitude = degrees('longitude' in value ? value.longitude : null, 180);
    const latitude = degrees('latitude' in value ? value.latitude : null, 90);
    if (longitude !== null && latitude !== null) Object.assign(result, { longitude, latitude });
    return ok(Object.keys(result).length === 0 ? null : result);
  },
  fromText: (cell) => {
    const match =
      /^(\S+?(?:省|自治区|特别行政区|市))?\s*(\S+?(?:市|州|盟|地区))?\s*(\S+?(?:区|县|旗))?\s*(.*)$/.exec(
        cell.trim(),
      );
    if (!match) return { detail: cell };
    const [, province, city, district, detail] = match;
    return { province, city, district, detail };
  },
};
