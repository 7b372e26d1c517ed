/** People named in a text by `@name`; the longest name wins, so that `@Li Ming` is not `@Li`. */
export function mentionsIn(body: string, known: ReadonlyMap<string, string>): string[] {
  return partsOf(body, [...known.keys()]).flatMap(({ name }) =>
    name === null ? [] : (known.get(name) ?? []),
  );
}

/** A text in parts: words, and mentions (`@name`) of these people. */
export function partsOf(body: string, names: readonly string[]): { text: string; name: string | null }[] {
  const longestFirst = [...names].filter((name) => name !== '').sort((a, b) => b.length - a.length);
  const parts: { text: string; name: string | null }[] = [];
  let rest = body;
  let plain = '';
  while (rest !== '') {
    const name = rest.startsWith('@') ? longestFirst.find((one) => rest.startsWith(one, 1)) : undefined;
    if (name === undefined) {
      plain += rest[0];
      rest = rest.slice(1);
      continue;
    }
    if (plain !== '') parts.push({ text: plain, name: null });
    plain = '';
    parts.push({ text: `@${name}`, name });
    rest = rest.slice(name.length + 1);
  }
  return plain === '' ? parts : [...parts, { text: plain, name: null }];
}
