const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** A token with one character changed, at every place: to its neighbour in the alphabet, which differs in one bit at least. */
export function alterations(token: string): string[] {
  return [...token].map((letter, at) => {
    const place = letters.indexOf(letter);
    const other = place < 0 ? 'A' : (letters[place ^ 1] as string);
    return token.slice(0, at) + other + token.slice(at + 1);
  });
}
