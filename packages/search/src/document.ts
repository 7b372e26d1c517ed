import { fold } from './fold.js';
import type { Language } from './language.js';
import { hanRuns, hashOf, isSpelled, tokensOf } from './tokens.js';

/** The words of one field of a record: how often each stands there, and how many there are in all. */
export interface FieldWords {
  field: string;
  length: number;
  counts: Map<string, number>;
}

const mostCharacters = 20_000;
/** Longer texts are not looked up by their sound. */
const longestSounded = 60;
const longestName = 8;

export const soundToken = (sound: string) => `~${sound}`;
export const initialsToken = (letters: string) => `^${letters}`;

/** Counts the words of a text; short ones can be found by pinyin and by its first letters as well. */
export function fieldWords(field: string, text: string, language: Language): FieldWords {
  const read = text.slice(0, mostCharacters);
  const counts = new Map<string, number>();
  const tokens = tokensOf(read);
  for (const { text: token } of tokens) counts.set(token, (counts.get(token) ?? 0) + 1);
  if (read.length <= longestSounded)
    for (const run of hanRuns(fold(read))) for (const sound of soundsOf(run, language)) counts.set(sound, 1);
  return { field, length: tokens.length, counts };
}

function soundsOf(run: string, language: Language): Set<string> {
  const found = new Set<string>();
  const syllables = language.pinyin(run);
  for (const [index, syllable] of syllables.entries()) {
    const before = syllables[index - 1];
    if (before !== undefined) found.add(soundToken(before + syllable));
    else if (syllables.length === 1) found.add(soundToken(syllable));
  }
  const names = syllables.length <= longestName ? [run] : [];
  for (const word of [...names, ...language.words(run)]) {
    const spoken = language.pinyin(word);
    if (spoken.length > 1) found.add(initialsToken(spoken.map((part) => part.charAt(0)).join('')));
  }
  return found;
}

/** The words that may be mistyped or only begun. */
export function vocabularyOf(fields: readonly FieldWords[]): string[] {
  const words = new Set(fields.flatMap(({ counts }) => [...counts.keys()]));
  return [...words].filter((word) => isSpelled(word) && word.length >= 3 && word.length <= 40);
}

/** The key under which a word of a field stands in the index: a word of another field has another one. */
export function keyOf(place: string, token: string): number {
  return hashOf(`${place}\u0000${token}`);
}

const entryBytes = 5;
const headBytes = 12;

/** Words and counts of a record as bytes: per field its hash, length and number of words, then hash and count of each. */
export function packWords(fields: readonly FieldWords[]): Uint8Array {
  const size = fields.reduce((sum, { counts }) => sum + headBytes + counts.size * entryBytes, 0);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const { field, length, counts } of fields) {
    view.setInt32(at, hashOf(field));
    view.setUint32(at + 4, length);
    view.setUint32(at + 8, counts.size);
    at += headBytes;
    for (const [token, count] of counts) {
      view.setInt32(at, hashOf(token));
      view.setUint8(at + 4, Math.min(255, count));
      at += entryBytes;
    }
  }
  return bytes;
}

/** Reads packed words: `onField` says whether the words of a field are wanted. */
export function readWords(
  bytes: Uint8Array,
  onField: (field: number, length: number) => boolean,
  onWord: (token: number, count: number) => void,
): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  while (at < bytes.byteLength) {
    const size = view.getUint32(at + 8);
    const isWanted = onField(view.getInt32(at), view.getUint32(at + 4));
    at += headBytes;
    if (isWanted)
      for (let word = 0; word < size; word++, at += entryBytes)
        onWord(view.getInt32(at), view.getUint8(at + 4));
    else at += size * entryBytes;
  }
}
