import { digestOf } from './messengers/answers.js';
import type { Words } from './messengers/messenger.js';

interface Pace {
  /** Milliseconds since 1970 at which something went there before. */
  sentAt: readonly number[];
  now: number;
  limit: { count: number; seconds: number };
  canDigest: boolean;
  mostCharacters: number;
}

export interface Portions<M> {
  /** Each portion is one message there. */
  portions: M[][];
  /** Milliseconds until more can go; null: nothing is left. */
  waitMs: number | null;
}

/**
 * What goes now of what waits for one address. While there is room for all of it everything goes by itself; when more
 * waits than may be sent, it goes together, as few messages as its length allows; the rest waits for the next moment.
 */
export function portionsOf<M extends { words: Words }>(waiting: readonly M[], pace: Pace): Portions<M> {
  const { sentAt, now, limit, canDigest, mostCharacters } = pace;
  const windowMs = limit.seconds * 1000;
  const recent = sentAt.filter((at) => at > now - windowMs);
  const room = limit.count - recent.length;
  if (waiting.length === 0) return { portions: [], waitMs: null };
  const nextMs = () => Math.max(250, (recent[0] ?? now) + windowMs - now);
  if (room <= 0) return { portions: [], waitMs: nextMs() };
  // Half of the room is kept for what comes within the same time.
  const alone = waiting.length <= Math.max(1, Math.floor(room / 2));
  if (alone || !canDigest) {
    const portions = waiting.slice(0, room).map((message) => [message]);
    return { portions, waitMs: waiting.length > room ? nextMs() : null };
  }
  const portions = togetherIn(waiting, mostCharacters);
  return {
    portions: portions.slice(0, room),
    waitMs: portions.length > room ? nextMs() : null,
  };
}

/** As many together as one message holds; one that is longer goes by itself, cut by the sender. */
function togetherIn<M extends { words: Words }>(waiting: readonly M[], most: number): M[][] {
  const portions: M[][] = [];
  let open: M[] = [];
  for (const message of waiting) {
    const next = [...open, message];
    if (open.length > 0 && digestOf(next.map(({ words }) => words)).length > most) {
      portions.push(open);
      open = [message];
    } else open = next;
  }
  return open.length > 0 ? [...portions, open] : portions;
}
