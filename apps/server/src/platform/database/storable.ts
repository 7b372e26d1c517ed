const unstorable = /[\0\p{Cs}]/gu;

/** Whether the database can hold the text as it is; what cannot be held is found nowhere there either. */
export function isStorable(text: string): boolean {
  return text.search(unstorable) < 0;
}

/** Text as the database can hold it: what is no character there (zero, half of a pair) becomes the sign for that. */
export function storableText(text: string): string {
  return text.replace(unstorable, '\ufffd');
}

/** The same for JSON, its keys too. For what is kept as it came, whatever it is; what is meant is checked instead. */
export function storableJson(value: unknown): string {
  // JSON writes these characters as escapes, and a backslash of the text as two.
  return JSON.stringify(value).replace(/\\(\\|u0000|ud[89a-f][0-9a-f]{2})/g, (found) =>
    found === '\\\\' ? found : '\ufffd',
  );
}
