import { fold } from './fold.js';
import { type Piece } from './highlight.js';

/** Letters and digits only, without case and width: what people mean to be equal. */
export function normalised(text: string): string {
  return fold(text).replace(/[^\p{L}\p{N}]/gu, '');
}

/** How alike two texts are, 0…1: the shared part of their pairs of characters (Dice, with counts). */
export function similarity(a: string, b: string): number {
  const left = pairsOf(normalised(a));
  const right = pairsOf(normalised(b));
  if (left.size === 0 || right.size === 0) return 0;
  let shared = 0;
  let all = 0;
  for (const [pair, count] of left) {
    shared += Math.min(count, right.get(pair) ?? 0);
    all += count;
  }
  for (const count of right.values()) all += count;
  return (2 * shared) / all;
}

function pairsOf(text: string): Map<string, number> {
  const characters = [...text];
  const pairs = new Map<string, number>();
  const add = (pair: string) => pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  if (characters.length === 1) add(text);
  for (const [index, character] of characters.entries())
    if (index > 0) add(`${characters[index - 1]}${character}`);
  return pairs;
}

const mostSentences = 200;

/** The sentences of `text`, marked where `other` has nothing like them: what is different in it. */
export function differences(text: string, other: string): Piece[] {
  const theirs = sentencesOf(other).map(normalised);
  const known = new Set(theirs);
  return sentencesOf(text).map((sentence) => ({
    text: sentence,
    hit:
      normalised(sentence) !== '' &&
      !known.has(normalised(sentence)) &&
      !theirs.some((one) => similarity(one, sentence) > 0.85),
  }));
}

function sentencesOf(text: string): string[] {
  return (text.match(/[^。！？!?；;\n]+[。！？!?；;\n]*/gu) ?? []).slice(0, mostSentences);
}
