/**
 * What somebody typed, as it is looked for: in small letters, and, where it reads as a telephone number, without
 * spaces, dashes and the country's prefix (+86 138 0013-8000 → 13800138000).
 */
export function lookupTerms(words: string): string[] {
  const plain = words.normalize('NFKC').trim().toLowerCase();
  const phone = phoneDigits(plain);
  return [...new Set([plain, ...(phone === null ? [] : [phone])])].filter((term) => term !== '');
}

/** The digits of a telephone number without the country's prefix; null where it reads as none. */
export function phoneDigits(words: string): string | null {
  if (!/^\+?[\d\s().-]{4,30}$/.test(words)) return null;
  const digits = words.replace(/\D/g, '');
  const own = digits.replace(/^(?:00)?86(?=\d{10,11}$)/, '');
  return own.length >= 4 ? own : null;
}
