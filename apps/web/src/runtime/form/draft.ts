const prefix = 'fieldwork.draft.';

/** What was typed and not saved, kept over a reload of this tab. */
export function readDraft(key: string): Record<string, unknown> | null {
  const text = sessionStorage.getItem(prefix + key);
  if (text === null) return null;
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return null;
  }
}

export function writeDraft(key: string, values: Readonly<Record<string, unknown>>): void {
  try {
    sessionStorage.setItem(prefix + key, JSON.stringify(values));
  } catch {
    // A full store costs the draft, never the form.
  }
}

export function dropDraft(key: string): void {
  sessionStorage.removeItem(prefix + key);
}
