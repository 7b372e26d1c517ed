import type { TextPiece } from '@fieldwork/api-contract';

/** The title with what was found in it marked; null where the words stand elsewhere. */
export function markedTitle(title: string, pieces: readonly TextPiece[]): TextPiece[] | null {
  const words = pieces.map(({ text }) => text).join('');
  const at = words === '' ? -1 : title.indexOf(words);
  if (at < 0) return null;
  const around = (text: string): TextPiece => ({ text, hit: false });
  const all = [around(title.slice(0, at)), ...pieces, around(title.slice(at + words.length))];
  return all.filter(({ text }) => text !== '');
}
