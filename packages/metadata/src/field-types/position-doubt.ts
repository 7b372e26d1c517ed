import { greatCircleKm, placeOf } from '../distance.js';
import { bilingual, type Text } from '../text.js';

/**
 * What speaks against a position. A mark with its reason, never a proof: `jump`: nobody gets there so quickly from
 * where he was before (only the server says so); `stale`: the reading was old when it was used; `fixed`: several
 * readings were the same to the last digit (the device says so itself).
 */
export interface PositionDoubt {
  doubt: 'jump' | 'stale' | 'fixed';
  /** Of a jump: how far, and how long after the position before. */
  km?: number;
  minutes?: number;
}

/** A reading of a receiver: degrees, metres, ISO 8601. */
export interface Reading {
  longitude?: string | number;
  latitude?: string | number;
  accuracy?: number;
  at: string;
}

const fastestKmPerHour = 250;
/** Below it receivers that lose their way are no news. */
const leastKm = 2;
const halfWayRoundKm = 20_100;
const mostMinutes = 100_000_000;

/** The mark that a value carries, `undefined` where it carries none, `null` where what it carries is none. */
export function doubtIn(value: Readonly<Record<string, unknown>>): PositionDoubt | null | undefined {
  const { doubt, km, minutes } = value;
  const isBare = km === undefined && minutes === undefined;
  if (doubt === undefined) return isBare ? undefined : null;
  if (doubt === 'stale' || doubt === 'fixed') return isBare ? { doubt } : null;
  const isJump = doubt === 'jump' && isCount(km, halfWayRoundKm) && isCount(minutes, mostMinutes);
  return isJump ? { doubt, km, minutes } : null;
}

function isCount(value: unknown, most: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most;
}

/** Whether it would take more than a fast train from the earlier reading to the later one; null where it would not. */
export function jumpBetween(earlier: Reading, later: Reading): PositionDoubt | null {
  const [from, to] = [placeOf(earlier), placeOf(later)];
  if (!from || !to) return null;
  const hours = (Date.parse(later.at) - Date.parse(earlier.at)) / 3_600_000;
  const km = greatCircleKm(from, to);
  const sureKm = km - ((earlier.accuracy ?? 0) + (later.accuracy ?? 0)) / 1000;
  const isJump = hours >= 0 && sureKm > leastKm && sureKm > fastestKmPerHour * hours;
  return isJump ? { doubt: 'jump', km: Math.round(km), minutes: Math.max(1, Math.round(hours * 60)) } : null;
}

/** What speaks against it, in words that accuse nobody. */
export function doubtText({ doubt, km, minutes }: PositionDoubt): Text {
  if (doubt === 'jump')
    return bilingual(
      `位置存疑：距上一次位置 ${km} 公里，只隔约 ${minutes} 分钟`,
      `Position in doubt: ${km} km from the one before, about ${minutes} min later`,
    );
  return doubt === 'stale'
    ? bilingual('位置存疑：使用时定位已超过 2 分钟', 'Position in doubt: taken over 2 min before it was used')
    : bilingual(
        '位置存疑：几次定位的结果完全相同',
        'Position in doubt: several readings were exactly the same',
      );
}
