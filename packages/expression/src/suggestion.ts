import type { Message } from './issue.js';
import type { Type } from './types.js';

const NOTHING: Message = { 'zh-CN': '', en: '' };

/** The words "did you mean …" with the name that is nearest to a mistyped one, or nothing when none is near. */
export function didYouMean(name: string, known: Iterable<string>): Message {
  let best: string | undefined;
  let nearest = name.length < 4 ? 2 : Math.max(2, Math.floor(name.length / 3)) + 1;
  for (const candidate of known) {
    if (Math.abs(candidate.length - name.length) >= nearest) continue;
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance < nearest) [best, nearest] = [candidate, distance];
  }
  return best === undefined ? NOTHING : { 'zh-CN': `，是否为“${best}”？`, en: `; did you mean "${best}"?` };
}

/** More options than these are not told one by one. */
const mostTold = 12;

/** The words "the options are …", each with what people call it and the id that a formula writes. */
export function theOptions({ options, words }: Extract<Type, { kind: 'choice' }>): Message {
  const told = options.slice(0, mostTold);
  const more = options.length > mostTold ? ' …' : '';
  const of = (language: keyof Message) =>
    told.map((id) => {
      const label = words?.find((one) => one.id === id)?.label;
      const word = typeof label === 'object' ? (label[language] ?? label['zh-CN'] ?? label.en) : label;
      return word === undefined || word === id ? `"${id}"` : `${word} "${id}"`;
    });
  return {
    'zh-CN': `；选项有：${of('zh-CN').join('、')}${more}`,
    en: `; the options are: ${of('en').join(', ')}${more}`,
  };
}

/** How many letters have to be changed, added or left out (Levenshtein). */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const change = previous[column - 1]! + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(change, previous[column]! + 1, current[column - 1]! + 1));
    }
    previous = current;
  }
  return previous[b.length]!;
}
