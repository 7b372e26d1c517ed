/** `needs_you`: refused, and shown with its reason until its owner has dealt with it. */
export type QueueState = 'waiting' | 'sending' | 'needs_you';

/** What goes first when the signal is weak: what moves the work on, then what proves it. */
export type Urgency = 'state' | 'signature' | 'parts' | 'thumbnail' | 'photo';
export const urgencyOrder: readonly Urgency[] = ['state', 'signature', 'parts', 'thumbnail', 'photo'];

/** An entry of a device's queue, in the order in which it came about. */
export interface Queued {
  key: string;
  state: QueueState;
  urgency: Urgency;
  /** Keys of entries without which it makes no sense, such as the creation of its record. */
  needs: readonly string[];
}

/** The entries that stand or fall with `key`, near and far. */
export function dependsOn(queue: readonly Queued[], key: string): string[] {
  const found = new Set([key]);
  // Needs point to entries before; one pass in order finds all.
  for (const entry of queue) if (entry.needs.some((need) => found.has(need))) found.add(entry.key);
  found.delete(key);
  return [...found];
}

/**
 * What is to be sent next, in order: the urgent before what can wait, never an entry before one that it needs, and of
 * equal urgency the older first. What was refused holds up only those that need it.
 */
export function nextOf<T extends Queued>(queue: readonly T[]): T[] {
  const heldUp = new Set(
    queue.filter(({ state }) => state === 'needs_you').flatMap(({ key }) => [key, ...dependsOn(queue, key)]),
  );
  const open = queue.filter(({ key, state }) => state === 'waiting' && !heldUp.has(key));
  const byKey = new Map(open.map((entry) => [entry.key, entry]));
  const ordered = new Set<T>();
  const place = (entry: T, ahead: ReadonlySet<string>): void => {
    if (ordered.has(entry) || ahead.has(entry.key)) return;
    const path = new Set([...ahead, entry.key]);
    for (const need of entry.needs) {
      const needed = byKey.get(need);
      if (needed) place(needed, path);
    }
    ordered.add(entry);
  };
  const rank = ({ urgency }: T) => urgencyOrder.indexOf(urgency);
  for (const entry of [...open].sort((a, b) => rank(a) - rank(b))) place(entry, new Set());
  return [...ordered];
}
