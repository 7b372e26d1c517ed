import { initialsToken, soundToken } from './document.js';
import { fold } from './fold.js';
import type { Language } from './language.js';
import { spokenTerms } from './query.js';
import { hanRuns, singleToken, tailDigits, tailToken, tokensOf } from './tokens.js';

/** One way to write a word: all of its tokens have to be there, of each one of the alternatives. */
export type Way = readonly (readonly string[])[];

/** A piece of a question that has to be there. `spelled`: its last part may be only begun, or mistyped. */
export interface SoughtWord {
  text: string;
  spelled: string | null;
  ways: Way[];
}

const letter = String.raw`(?:(?!\p{Script=Han})[\p{L}\p{N}\p{M}])`;
const pieces = new RegExp(String.raw`\p{Script=Han}+|${letter}+(?:[-_/]${letter}+)*`, 'gu');
const mostWords = 12;
const longestWord = 60;

/** The words of a question of which every one has to be there: runs of Han characters, codes, words of letters. */
export function soughtWords(question: string): SoughtWord[] {
  return (fold(question).match(pieces) ?? []).slice(0, mostWords).map((piece) => {
    const text = piece.slice(0, longestWord);
    if (hanRuns(text).length > 0) return { text, spelled: null, ways: [hanWay(text)] };
    const parts = text.split(/[-_/]/);
    const last = parts.at(-1) ?? '';
    const way = parts.map((part) => (isTail(part) ? [part, tailToken(part)] : [part]));
    return {
      text,
      spelled: /^[a-z0-9]{2,}$/.test(last) ? last : null,
      ways: parts.length > 1 ? [way, [[parts.join('')]]] : [way],
    };
  });
}

const isTail = (part: string) => part.length === tailDigits && /^\d+$/.test(part);

/** Every pair of neighbours, or the one character. */
function hanWay(run: string): Way {
  const characters = [...run];
  if (characters.length === 1) return [[singleToken(run)]];
  return characters.slice(1).map((character, index) => [`${characters[index]}${character}`]);
}

/** A word of letters as pinyin, whole or by first letters. */
export function spokenWays(word: string): Way[] {
  const tokens = spokenTerms(word).map(({ token }) => token);
  const sounds = tokens.filter((token) => token.startsWith(soundToken('')));
  const initials = tokens.filter((token) => token.startsWith(initialsToken('')));
  return [...(sounds.length > 0 ? [sounds.map((token) => [token])] : []), ...initials.map((one) => [[one]])];
}

/** A run of Han characters of which nothing holds most pairs, by its sound; null: it is known as it is written. */
export function soundWay(run: string, isKnown: (token: string) => boolean, language: Language): Way | null {
  const characters = [...run];
  const syllables = language.pinyin(run);
  const pairs = characters.slice(1).map((character, index) => {
    const pair = `${characters[index]}${character}`;
    return { pair, isKnown: isKnown(pair), sound: soundToken(`${syllables[index]}${syllables[index + 1]}`) };
  });
  const unknown = pairs.filter((one) => !one.isKnown).length;
  if (unknown === 0 || unknown * 2 < pairs.length) return null;
  return pairs.map((one) => (one.isKnown ? [one.pair] : [one.pair, one.sound]));
}

/** The same word said otherwise, as far as a group of synonyms knows it. */
export function synonymWays(word: string, groups: readonly (readonly string[])[]): Way[] {
  return groups.flatMap((group) => {
    const known = group.map(fold);
    const said = known.find(
      (one) => one !== '' && (hanRuns(one).length > 0 ? word.includes(one) : word === one),
    );
    if (said === undefined) return [];
    return known
      .filter((other) => other !== said && !word.includes(other))
      .map((other) => soughtWords(word.replace(said, other)).flatMap(({ ways }) => [...(ways[0] ?? [])]))
      .filter((way) => way.length > 0);
  });
}

/** Whether a question says more than one pair of characters or one word, so that a part of it tells something, too. */
export function saysMuch(question: string): boolean {
  return (
    tokensOf(question).filter(({ text }) => [...text].length > 1 && !text.startsWith(singleToken('')))
      .length >= 3
  );
}
