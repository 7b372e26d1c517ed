/** A moment by a clock that somebody may have set, beside one that nobody sets. */
export interface Reading {
  at: string;
  /** Milliseconds since the device's start. */
  elapsedMs: number;
  /** Names the start from which they count; where it is another one, they tell nothing. */
  start?: string | undefined;
}

/** From here on it is said that the device's clock is off. */
export const clockOffShownMs = 5 * 60_000;

/** How far the clock of a device is ahead of the server's, in milliseconds. */
export function clockOff(sentAt: string, serverNow: string): number {
  return Date.parse(sentAt) - Date.parse(serverNow);
}

/**
 * When something happened, by the server's clock and never later than now. Since the same start of the device the
 * clock that nobody sets tells it, whatever was done to the other; else the device's time, corrected by how far it
 * is off at sending.
 */
export function happenedAt(entry: Reading, sent: Reading, serverNow: string): string {
  const now = Date.parse(serverNow);
  const isSameStart =
    entry.start !== undefined && entry.start === sent.start && entry.elapsedMs <= sent.elapsedMs;
  const at = isSameStart
    ? now - (sent.elapsedMs - entry.elapsedMs)
    : Date.parse(entry.at) - clockOff(sent.at, serverNow);
  return new Date(Math.min(now, at)).toISOString();
}

/** A moment within what is possible: not after `latest`, not before `earliest`. */
export function bounded(at: string, earliest: string | null, latest: string): string {
  const time = Math.max(Date.parse(at), earliest === null ? Number.NEGATIVE_INFINITY : Date.parse(earliest));
  return new Date(Math.min(time, Date.parse(latest))).toISOString();
}
