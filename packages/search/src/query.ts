import { initialsToken, soundToken } from './document.js';
import { fold } from './fold.js';
import type { Language } from './language.js';
import { syllablesOf } from './syllables.js';
import { hanRuns, isSingle, isSpelled, tailDigits, tailToken, tokensOf } from './tokens.js';

/** A word to look for, and what finding it is worth beside the others. */
export interface QueryTerm {
  token: string;
  weight: number;
}

const singleWeight = 0.6;
const synonymWeight = 0.8;
const soundWeight = 0.5;
const initialsWeight = 0.4;
const mostTerms = 96;
const longestQuery = 400;

/** The words of a question. */
export function termsOf(question: string): QueryTerm[] {
  const terms = new Map<string, QueryTerm>();
  for (const { text } of tokensOf(question.slice(0, longestQuery)))
    if (!terms.has(text)) terms.set(text, { token: text, weight: isSingle(text) ? singleWeight : 1 });
  for (const { token } of [...terms.values()])
    if (token.length === tailDigits && /^\d+$/.test(token))
      terms.set(tailToken(token), { token: tailToken(token), weight: 1 });
  return [...terms.values()].slice(0, mostTerms);
}

/** What people call the same thing: where the question has one word of a group, the others are looked for, too. */
export function synonymTerms(question: string, groups: readonly (readonly string[])[]): QueryTerm[] {
  const asked = ` ${fold(question)} `;
  return groups.flatMap((group) => {
    const has = group.filter((word) => containsWord(asked, fold(word)));
    if (has.length === 0) return [];
    return group
      .filter((word) => !has.includes(word))
      .flatMap((word) => termsOf(word).map((term) => ({ ...term, weight: term.weight * synonymWeight })));
  });
}

function containsWord(text: string, word: string): boolean {
  if (word === '') return false;
  if (!isSpelled(word)) return text.includes(word);
  const at = text.indexOf(word);
  return at > 0 && !/[a-z0-9]/.test(text.charAt(at - 1)) && !/[a-z0-9]/.test(text.charAt(at + word.length));
}

/** Letters as pinyin, whole or by first letters. */
export function spokenTerms(word: string): QueryTerm[] {
  if (!/^[a-z]+$/.test(word)) return [];
  const syllables = syllablesOf(word);
  const pairs =
    syllables === null
      ? []
      : syllables.length === 1
        ? [word]
        : syllables.slice(1).map((syllable, index) => (syllables[index] as string) + syllable);
  return [
    ...pairs.map((pair) => ({ token: soundToken(pair), weight: soundWeight })),
    ...(word.length >= 2 && word.length <= 8 ? [{ token: initialsToken(word), weight: initialsWeight }] : []),
  ];
}

/**
 * Han words that nothing holds, by their sound: the usual slip of who types in pinyin. Only where most of a question is
 * unknown; in a sentence that is understood a rare pair is no slip. `isKnown`: the pairs that occur.
 */
export function soundAlike(
  question: string,
  isKnown: (token: string) => boolean,
  language: Language,
): QueryTerm[] {
  const pairs = hanRuns(fold(question.slice(0, longestQuery))).flatMap((run) => {
    const characters = [...run];
    const syllables = language.pinyin(run);
    return characters.slice(1).map((character, index) => ({
      token: `${characters[index]}${character}`,
      sound: `${syllables[index]}${syllables[index + 1]}`,
    }));
  });
  const unknown = pairs.filter(({ token }) => !isKnown(token));
  if (unknown.length * 2 < pairs.length) return [];
  return unknown.map(({ sound }) => ({ token: soundToken(sound), weight: soundWeight }));
}
