import { readWords } from './document.js';
import type { QueryTerm } from './query.js';
import { hashOf } from './tokens.js';

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

export interface Ranked {
  id: string;
  score: number;
}

const saturation = 1.2;
const lengthWeight = 0.6;

/**
 * Okapi BM25 (Robertson and Zaragoza, 2009, over weighted fields as one text), the best first. `weights`: hash of a
 * field → what its words count; fields without one are not looked at.
 */
export function rank(
  terms: readonly QueryTerm[],
  candidates: readonly Candidate[],
  weights: ReadonlyMap<number, number>,
  statistics: Statistics,
): Ranked[] {
  const worth = new Map<number, number>();
  for (const { token, weight } of terms) {
    const hash = hashOf(token);
    worth.set(hash, Math.max(worth.get(hash) ?? 0, weight * rarity(hash, statistics)));
  }
  const ranked: Ranked[] = [];
  for (const { id, words, sees } of candidates) {
    const score = scoreOf(
      words,
      worth,
      (field) => (sees && !sees.has(field) ? 0 : (weights.get(field) ?? 0)),
      statistics,
    );
    if (score > 0) ranked.push({ id, score });
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
): number {
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
  return score;
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
