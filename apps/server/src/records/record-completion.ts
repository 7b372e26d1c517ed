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
  return filled;
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
