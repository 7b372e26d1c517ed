import { readWords } from './document.js';
import type { QueryTerm } from './query.js';
import { hashOf, isSingle } from './tokens.js';

/** How words are spread over the records of a form, as far as a sample tells. */
export interface Statistics {
  /** Records in the sample. */
  sampled: number;
  /** Records in all. */
  total: number;
  averageLength: number;
  /** In how many records of the sample a word stands, by its hash. */
  frequency: ReadonlyMap<number, number>;
}

export interface Candidate {
  id: string;
  words: Uint8Array;
  /** What the reader may see of it, by the hash of the field; null: all that has a weight. */
  sees: ReadonlySet<number> | null;
}

export interface Asked {
  /** What was written. */
  own: readonly QueryTerm[];
  /** What may have been meant as well. */
  meant: readonly QueryTerm[];
}

export interface Ranked {
  id: string;
  score: number;
  /**
   * How much stands here, of 1, of what the question says and any record holds. Of Chinese the pairs count, not their
   * characters.
   */
  share: number;
}

const saturation = 1.2;
const lengthWeight = 0.6;

/**
 * Okapi BM25 (Robertson and Zaragoza, 2009, over weighted fields as one text), the best first. `weights`: hash of a
 * field → what its words count; fields without one are not looked at.
 */
export function rank(
  { own, meant }: Asked,
  candidates: readonly Candidate[],
  weights: ReadonlyMap<number, number>,
  statistics: Statistics,
): Ranked[] {
  const worth = new Map<number, number>();
  const telling = new Set<number>();
  const hasWords = own.some(({ token }) => !isSingle(token));
  for (const { token, weight } of [...own, ...meant]) {
    const hash = hashOf(token);
    worth.set(hash, Math.max(worth.get(hash) ?? 0, weight * rarity(hash, statistics)));
    if (!isSingle(token) || !hasWords) telling.add(hash);
  }
  // Words that no record holds tell nothing of any of them.
  const known = own.map(({ token }) => hashOf(token)).filter((hash) => statistics.frequency.has(hash));
  const all = sumOf(new Set(known.filter((hash) => telling.has(hash))), worth);
  const ranked: Ranked[] = [];
  for (const { id, words, sees } of candidates) {
    const { score, found } = scoreOf(
      words,
      worth,
      (field) => (sees && !sees.has(field) ? 0 : (weights.get(field) ?? 0)),
      statistics,
    );
    const told = found.filter((word) => telling.has(word));
    if (score > 0) ranked.push({ id, score, share: Math.min(1, sumOf(told, worth) / (all || 1)) });
  }
  return ranked.sort((a, b) => b.score - a.score || (a.id < b.id ? 1 : -1));
}

/** The worth of a word: the rarer, the more. */
export function rarity(token: number, { sampled, frequency }: Statistics): number {
  const found = frequency.get(token) ?? 0;
  return Math.log(1 + (sampled - found + 0.5) / (found + 0.5));
}

function scoreOf(
  words: Uint8Array,
  worth: ReadonlyMap<number, number>,
  weightOf: (field: number) => number,
  { averageLength }: Statistics,
): { score: number; found: number[] } {
  const counts = new Map<number, number>();
  let length = 0;
  let weight = 0;
  readWords(
    words,
    (field, fieldLength) => {
      weight = weightOf(field);
      length += weight * fieldLength;
      return weight > 0;
    },
    (token, count) => {
      if (worth.has(token)) counts.set(token, (counts.get(token) ?? 0) + weight * count);
    },
  );
  const norm = saturation * (1 - lengthWeight + (lengthWeight * length) / (averageLength || 1));
  let score = 0;
  for (const [token, count] of counts)
    score += ((worth.get(token) ?? 0) * count * (saturation + 1)) / (count + norm);
  return { score, found: [...counts.keys()] };
}

function sumOf(words: Iterable<number>, worth: ReadonlyMap<number, number>): number {
  let sum = 0;
  for (const word of words) sum += worth.get(word) ?? 0;
  return sum;
}

/** Statistics over a sample of packed records. */
export function statisticsOf(
  sample: readonly Uint8Array[],
  total: number,
  weights: ReadonlyMap<number, number>,
): Statistics {
  const frequency = new Map<number, number>();
  let lengths = 0;
  for (const words of sample) {
    const seen = new Set<number>();
    readWords(
      words,
      (field, length) => {
        const weight = weights.get(field) ?? 0;
        lengths += weight * length;
        return weight > 0;
      },
      (token) => seen.add(token),
    );
    for (const token of seen) frequency.set(token, (frequency.get(token) ?? 0) + 1);
  }
  return { sampled: sample.length, total, averageLength: lengths / Math.max(1, sample.length), frequency };
}
