import type { FieldDatabase, Meta } from './database.js';

let base = 0;

/**
 * A clock that nobody sets: it goes on from where it stood when the page was last open, and while the page is open it
 * follows the browser's monotonic clock, whatever happens to the time of day.
 */
export async function startClock(database: FieldDatabase): Promise<void> {
  const kept = (await database.get('meta', 'clock')) as Meta['clock'] | undefined;
  const slept = kept ? Math.max(0, Date.now() - kept.wallMs) : 0;
  base = (kept?.elapsedMs ?? 0) + slept - performance.now();
}

export function currentElapsedMs(): number {
  return Math.max(0, Math.round(base + performance.now()));
}
