import { fold } from './fold.js';

/** A word of a text, with the place where it stands. */
export interface Token {
  text: string;
  from: number;
  to: number;
}

const runs = /\p{Script=Han}+|[\p{L}\p{N}\p{M}]+/gu;
const isHan = /^\p{Script=Han}/u;
const hanWithin = /\p{Script=Han}+|[^\p{Script=Han}]+/gu;
const codes = /[a-z0-9]+(?:[-_/][a-z0-9]+)+/g;
const longestCode = 40;

/** What marks a single Han character, which says less than a pair. */
const single = '¹';
const tailMark = '#';
const phoneDigits = 7;
export const tailDigits = 4;

/**
 * The words of a text: of Han characters every one and every pair of neighbours, of other scripts each word, and a
 * code such as `AC-2000X` both in its parts and in one piece (`ac2000x`). Phone numbers are found by their tail, too.
 */
export function tokensOf(text: string): Token[] {
  const folded = fold(text);
  const tokens: Token[] = [];
  for (const match of folded.matchAll(runs))
    for (const part of match[0].matchAll(hanWithin)) addRun(tokens, part[0], match.index + part.index);
  for (const match of folded.matchAll(codes)) {
    const joined = match[0].replace(/[-_/]/g, '');
    if (match[0].length <= longestCode && /\d/.test(joined))
      tokens.push({ text: joined, from: match.index, to: match.index + match[0].length });
  }
  return tokens;
}

function addRun(tokens: Token[], run: string, at: number): void {
  if (!isHan.test(run)) {
    tokens.push({ text: run, from: at, to: at + run.length });
    if (run.length >= phoneDigits && /^\d+$/.test(run))
      tokens.push({
        text: tailToken(run.slice(-tailDigits)),
        from: at + run.length - tailDigits,
        to: at + run.length,
      });
    return;
  }
  let place = at;
  let before = '';
  for (const character of run) {
    tokens.push({ text: singleToken(character), from: place, to: place + character.length });
    if (before !== '')
      tokens.push({ text: before + character, from: place - before.length, to: place + character.length });
    place += character.length;
    before = character;
  }
}

/** The token of one Han character by itself. */
export function singleToken(character: string): string {
  return single + character;
}

/** The character that a token of one stands for. */
export function characterOf(token: string): string {
  return token.slice(single.length);
}

export function isSingle(token: string): boolean {
  return token.startsWith(single);
}

/** The token of the last digits of a phone number. */
export function tailToken(digits: string): string {
  return tailMark + digits;
}

/** Whether a word is written in letters or digits, so that it can be mistyped or begun. */
export function isSpelled(token: string): boolean {
  return /^[a-z0-9]+$/.test(token);
}

/** The Han runs of a text. */
export function hanRuns(text: string): string[] {
  return text.match(/\p{Script=Han}+/gu) ?? [];
}

/** 32 bits of a word (FNV-1a with a last mixing), signed as PostgreSQL keeps them. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash ^= text.charCodeAt(index);
    hash = Math.imul(hash, 0x01000193);
  }
  hash ^= hash >>> 16;
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  return hash | 0;
}
