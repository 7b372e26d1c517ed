/** An entry of a device's queue under the number that its server counts. */
export interface Numbered {
  readonly seq: number;
  readonly needs?: readonly number[] | undefined;
}

export interface Renumbered<T> {
  /** Sent from the start once more, counted from one. */
  again: T[];
  /** Stays to be looked at and is never sent again; counted from zero downwards, so that no number stands twice. */
  aside: T[];
}

/**
 * A device that begins anew with its server, because the two no longer count alike: what is to be sent again keeps its
 * order and its ids and gets new numbers. What an entry needs follows it; a need of what is not sent again falls away.
 */
export function renumber<T extends Numbered>(
  queue: readonly T[],
  isAgain: (entry: T) => boolean,
): Renumbered<T> {
  const ordered = queue.toSorted((a, b) => a.seq - b.seq);
  const again = ordered.filter(isAgain);
  const numbers = new Map(again.map(({ seq }, index) => [seq, index + 1]));
  const aside = ordered.filter((entry) => !isAgain(entry));
  return {
    again: again.map((entry) => {
      const needs = (entry.needs ?? []).flatMap((seq) => numbers.get(seq) ?? []);
      const { needs: _, ...rest } = entry;
      return { ...rest, seq: numbers.get(entry.seq), ...(needs.length > 0 ? { needs } : {}) } as T;
    }),
    aside: aside.map((entry, index) => ({ ...entry, seq: index + 1 - aside.length })),
  };
}
