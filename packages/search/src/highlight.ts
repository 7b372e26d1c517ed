import { characterOf, isSingle, tokensOf } from './tokens.js';

/** A piece of a text; `hit`: it was looked for. */
export interface Piece {
  text: string;
  hit: boolean;
}

export interface Excerpt {
  pieces: Piece[];
  /** How many characters were found. */
  hits: number;
}

/** The part of a text where most of what was looked for stands, at most `most` characters. */
export function excerptOf(text: string, sought: ReadonlySet<string>, most: number): Excerpt {
  const tokens = tokensOf(text).filter((token) => sought.has(token.text));
  // A single character says something only where it was asked for by itself, not as a part of a word.
  const within = new Set([...sought].filter((token) => !isSingle(token)).flatMap((token) => [...token]));
  const telling = tokens.filter(({ text: token }) => !isSingle(token) || !within.has(characterOf(token)));
  const marked = mergeSpans(telling.map(({ from, to }) => ({ from, to })));
  const from = bestStart(text, marked, most);
  const to = Math.min(text.length, from + most);
  const pieces: Piece[] = [];
  let at = from;
  for (const span of marked) {
    if (span.to <= from || span.from >= to) continue;
    if (span.from > at) pieces.push({ text: text.slice(at, span.from), hit: false });
    pieces.push({ text: text.slice(Math.max(at, span.from), Math.min(span.to, to)), hit: true });
    at = Math.min(span.to, to);
  }
  if (at < to) pieces.push({ text: text.slice(at, to), hit: false });
  if (from > 0) pieces.unshift({ text: '…', hit: false });
  if (to < text.length) pieces.push({ text: '…', hit: false });
  return { pieces, hits: marked.reduce((sum, span) => sum + span.to - span.from, 0) };
}

interface Span {
  from: number;
  to: number;
}

function mergeSpans(spans: Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of spans.sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else merged.push({ ...span });
  }
  return merged;
}

const leadIn = 12;

function bestStart(text: string, marked: readonly Span[], most: number): number {
  if (text.length <= most) return 0;
  let best = { from: 0, sum: -1 };
  for (const [index, first] of marked.entries()) {
    const from = Math.max(0, Math.min(first.from - leadIn, text.length - most));
    let sum = 0;
    for (const span of marked.slice(index)) {
      if (span.to > from + most) break;
      sum += span.to - span.from;
    }
    if (sum > best.sum) best = { from, sum };
  }
  return best.from;
}
