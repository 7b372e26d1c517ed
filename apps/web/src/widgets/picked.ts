/** A chosen record or person as it stands in a form: as the API answers it, or a bare id that was just given. */
export interface Picked {
  id: string;
  title: string | null;
  [lookup: string]: unknown;
}

export function pickedOf(value: unknown): Picked | null {
  if (typeof value === 'string' && value !== '') return { id: value, title: null };
  if (typeof value !== 'object' || value === null) return null;
  const { id, title, name } = value as { id?: unknown; title?: unknown; name?: unknown };
  if (typeof id !== 'string') return null;
  const shown = title ?? name;
  return { ...value, id, title: typeof shown === 'string' ? shown : null };
}
