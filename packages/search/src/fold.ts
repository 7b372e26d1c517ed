const fullWidthFrom = 0xff01;
const fullWidthTo = 0xff5e;
const fullWidthDistance = 0xfee0;

/** Lower case, half width: texts that read the same compare the same. Every character keeps its place. */
export function fold(text: string): string {
  let folded = '';
  for (const character of text.normalize('NFC')) folded += foldCharacter(character);
  return folded;
}

function foldCharacter(character: string): string {
  if (character === '\u3000') return ' ';
  const code = character.charCodeAt(0);
  const narrow =
    code >= fullWidthFrom && code <= fullWidthTo ? String.fromCharCode(code - fullWidthDistance) : character;
  const lower = narrow.toLowerCase();
  return lower.length === character.length ? lower : narrow;
}
