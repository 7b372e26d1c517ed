import type { Values } from '@fieldwork/form-engine';
import { type Form, fieldOf, idOf } from '@fieldwork/metadata';
import type { Queryable } from '../platform/database/queryable.js';
import type { RecordStore } from './record.store.js';
import type { Viewer } from './viewer.js';

/** The values with what `paths` read through references; `customer.tier` becomes a member of `customer`. */
export async function completed(
  store: RecordStore,
  on: Queryable,
  viewer: Viewer,
  form: Form,
  values: Values,
  paths: readonly string[],
): Promise<Values> {
  const filled: Record<string, unknown> = { ...values };
  for (const [head, members] of membersByHead(paths)) {
    const target = viewer.documents.forms.get(fieldOf(form, head)?.form ?? '');
    const id = idOf(values[head]);
    if (!target || id === null) continue;
    const json = await store.lookup(on, viewer, target, id, members);
    if (json === null) continue;
    const found = JSON.parse(json) as Record<string, unknown>;
    // What was looked up before stays: computed fields read it too.
    const before = typeof values[head] === 'object' ? values[head] : {};
    filled[head] = { ...before, ...found, title: target.title === undefined ? null : found[target.title] };
  }
  return { ...filled, ...(await completedRows(store, on, viewer, form, filled, paths)) };
}

/**
 * What the references in rows look up (`row.part.price`), where the rows came as they stand in an event, with bare ids.
 */
async function completedRows(
  store: RecordStore,
  on: Queryable,
  viewer: Viewer,
  form: Form,
  values: Values,
  paths: readonly string[],
): Promise<Record<string, unknown>> {
  const rowPaths = paths.filter((path) => path.startsWith('row.')).map((path) => path.slice('row.'.length));
  const wanted = membersByHead(rowPaths);
  const found: Record<string, unknown> = {};
  if (wanted.size === 0) return found;
  const known = new Map<string, Record<string, unknown>>();
  for (const table of form.fields.filter(({ fields }) => fields !== undefined)) {
    const rows = values[table.id];
    if (!Array.isArray(rows) || rows.length === 0) continue;
    const next: unknown[] = [];
    for (const row of rows as Record<string, unknown>[]) {
      const own: Record<string, unknown> = { ...row };
      for (const [column, members] of wanted) {
        const target = viewer.documents.forms.get(table.fields?.find(({ id }) => id === column)?.form ?? '');
        const id = idOf(row[column]);
        if (!target || id === null || hasAll(row[column], members)) continue;
        const key = `${target.id} ${id} ${members.join()}`;
        const looked =
          known.get(key) ?? JSON.parse((await store.lookup(on, viewer, target, id, members)) ?? '{}');
        known.set(key, looked);
        own[column] = { ...(typeof row[column] === 'object' ? row[column] : { id }), ...looked };
      }
      next.push(own);
    }
    found[table.id] = next;
  }
  return found;
}

function hasAll(value: unknown, members: readonly string[]): boolean {
  return (
    typeof value === 'object' && value !== null && members.every((member) => Object.hasOwn(value, member))
  );
}

function membersByHead(paths: readonly string[]): Map<string, string[]> {
  const members = new Map<string, Set<string>>();
  for (const path of paths) {
    const [head = '', member] = path.split('.');
    if (member === undefined) continue;
    members.set(head, (members.get(head) ?? new Set()).add(member));
  }
  return new Map([...members].map(([head, set]) => [head, [...set].sort()]));
}
