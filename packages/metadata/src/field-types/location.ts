import { canonicalDatetime } from '@fieldwork/expression';
import { z } from 'zod';
import { greatCircleKm, placeOf } from '../distance.js';
import type { FieldBase } from '../documents/field-base.js';
import { bilingual, localize } from '../text.js';
import { bad, type FieldType, isBlank, ok } from './field-type.js';
import { doubtIn, doubtText, type PositionDoubt } from './position-doubt.js';

/** `near`: an address of this record, or one that a reference of it looks up; `within` metres of it. */
export type LocationField = FieldBase & { near?: string; within?: number };

/** Where somebody was, when, how surely, how that is known, and what speaks against it. Degrees as exact text, metres. */
export interface LocationValue extends Partial<PositionDoubt> {
  longitude?: string;
  latitude?: string;
  accuracy?: number;
  at: string;
  /** `none`: it could not be found out; then `reason` says why. */
  source: 'device' | 'none';
  reason?: string;
}

const wrong = bad('not_location', '位置不正确', 'This is not a position');
const mostReason = 500;

function degrees(value: unknown, most: number): string | null {
  if (isBlank(value)) return null;
  const number = typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN;
  return Math.abs(number) <= most ? String(Math.round(number * 1e6) / 1e6) : null;
}

/** How far a position is from the place it is compared with, in metres; null where one of them is not known. */
export function metresFrom(value: unknown, place: unknown): number | null {
  const [from, to] = [placeOf(value), placeOf(place)];
  return from && to ? Math.round(greatCircleKm(from, to) * 1000) : null;
}

/** A position as the device that was there tells it; a check-in. */
export const location: FieldType<LocationField> = {
  label: bilingual('位置签到', 'Position'),
  group: 'media',
  settings: {
    near: z.string().min(1).max(100).optional(),
    within: z.int().min(10).max(100_000).optional(),
  },
  type: () => null,
  members: () => ({ source: { kind: 'text' }, reason: { kind: 'text' }, doubt: { kind: 'text' } }),
  memberLabels: {
    source: bilingual('来源', 'source'),
    reason: bilingual('原因', 'reason'),
    doubt: bilingual('存疑', 'doubt'),
  },
  column: () => ({ type: 'jsonb' }),
  isPosition: true,
  parse(value) {
    if (isBlank(value)) return ok(null);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return wrong;
    const { longitude, latitude, accuracy, at, source, reason } = value as Record<string, unknown>;
    const moment = typeof at === 'string' ? canonicalDatetime(at) : null;
    if (moment === null || (source !== 'device' && source !== 'none')) return wrong;
    const [east, north] = [degrees(longitude, 180), degrees(latitude, 90)];
    const words = typeof reason === 'string' ? reason.normalize('NFC').trim() : '';
    if (words.length > mostReason || words.includes('\u0000')) return wrong;
    const doubt = doubtIn(value as Record<string, unknown>);
    if (doubt === null || (source === 'none' && doubt)) return wrong;
    if (source === 'none')
      return words === ''
        ? bad('reason_missing', '没有取得位置时请说明原因', 'Say why there is no position')
        : ok({ at: moment, source, reason: words });
    if (east === null || north === null) return wrong;
    const metres = typeof accuracy === 'number' && accuracy >= 0 && accuracy <= 1_000_000 ? accuracy : null;
    return ok({
      longitude: east,
      latitude: north,
      ...(metres === null ? {} : { accuracy: Math.round(metres) }),
      at: moment,
      source,
      ...(words === '' ? {} : { reason: words }),
      ...doubt,
    });
  },
  words(value, momentOf) {
    const { longitude, latitude, accuracy, at, source, reason } = value as LocationValue;
    const doubt = doubtIn(value as Record<string, unknown>);
    const side = (locale: 'zh-CN' | 'en', nowhere: string, metres: string) =>
      [
        momentOf(at),
        source === 'none' ? nowhere : `${latitude}, ${longitude}`,
        accuracy === undefined ? '' : `(±${accuracy} ${metres})`,
        reason,
        doubt && localize(doubtText(doubt), locale),
      ]
        .filter(Boolean)
        .join(' ');
    return bilingual(side('zh-CN', '没有取得位置', '米'), side('en', 'no position', 'm'));
  },
  relate(value, { near, within }, valueAt) {
    if (near === undefined || within === undefined) return null;
    const { accuracy, reason } = value as LocationValue;
    const metres = metresFrom(value, valueAt(near));
    // What the device is unsure of is no reason to accuse anybody.
    if (metres === null || metres - (accuracy ?? 0) <= within || reason) return null;
    return {
      code: 'too_far',
      message: bilingual(
        `距离现场 ${metres} 米，超过 ${within} 米，请说明原因`,
        `${metres} m away, more than ${within} m: say why`,
      ),
    };
  },
};
