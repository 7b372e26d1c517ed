import type { Fill, Form } from '@fieldwork/metadata';

/** What a record gives to a new one: references as they are read, the record itself for `id`. */
export function filledValues(
  fill: Fill,
  form: Form,
  record: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const title = form.title === undefined ? null : (record[form.title] ?? null);
  const self = { ...record, id: record.id, title };
  return Object.fromEntries(
    fill.flatMap(({ field, from }): [string, unknown][] => {
      const value = from === 'id' ? self : record[from];
      return value === null || value === undefined ? [] : [[field, value]];
    }),
  );
}
