const leastLength = 8;

/**
 * How hard a password is to guess, 0 (too short to be taken) to 4: length counts most, sameness counts against.
 * The server has the last word.
 */
export function passwordStrength(password: string): 0 | 1 | 2 | 3 | 4 {
  const characters = [...password];
  if (characters.length < leastLength) return 0;
  const different = new Set(characters).size;
  if (different < 5) return 1;
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}]/u].filter((kind) =>
    kind.test(password),
  ).length;
  const score = characters.length + 2 * kinds + Math.min(different, 12) / 2;
  if (score < 18) return 1;
  if (score < 22) return 2;
  return score < 27 ? 3 : 4;
}
