const initials = 'zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]';
const finals =
  'iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|uo|ui|ue|ve|er|a|o|e|i|u|v';
const syllable = new RegExp(`^(?:(?:${initials})(?:${finals})|a|ai|an|ang|ao|e|ei|en|er|o|ou)$`);
const longestSyllable = 6;

/** Splits letters into pinyin syllables, the longest first; null where they are none. */
export function syllablesOf(letters: string): string[] | null {
  const dead = new Set<number>();
  const split = (from: number): string[] | null => {
    if (from === letters.length) return [];
    if (dead.has(from)) return null;
    for (let length = Math.min(longestSyllable, letters.length - from); length > 0; length--) {
      const part = letters.slice(from, from + length);
      if (!syllable.test(part)) continue;
      const rest = split(from + length);
      if (rest) return [part, ...rest];
    }
    dead.add(from);
    return null;
  };
  return split(0);
}
