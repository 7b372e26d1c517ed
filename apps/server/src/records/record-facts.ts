import { openForm, type Values } from '@fieldwork/form-engine';
import { type Form, fieldOf, idOf } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import type { Queryable } from '../platform/database/queryable.js';
import { RecordStore } from './record.store.js';
import type { Viewer } from './viewer.js';

/** Records as flows and rules need them: with the fields of other records that their expressions read. */
@Injectable()
export class RecordFacts {
  constructor(private readonly store: RecordStore) {}

  /** The record, in the recycle bin or not, with what `paths` lead to; null where there is none. */
  async read(
    on: Queryable,
    viewer: Viewer,
    form: Form,
    id: string,
    paths: readonly string[],
  ): Promise<Values | null> {
    const json = await this.store.get(on, viewer, form, id);
    return json === null ? null : this.complete(on, viewer, form, JSON.parse(json) as Values, paths);
  }

  /** Fills in what `paths` read through references; `customer.tier` becomes a member of `customer`. */
  async complete(
    on: Queryable,
    viewer: Viewer,
    form: Form,
    values: Values,
    paths: readonly string[],
  ): Promise<Values> {
    const completed: Record<string, unknown> = { ...values };
    for (const [head, members] of membersByHead(paths)) {
      const target = viewer.documents.forms.get(fieldOf(form, head)?.form ?? '');
      const id = idOf(values[head]);
      if (!target || id === null) continue;
      const json = await this.store.lookup(on, viewer, target, id, members);
      if (json === null) continue;
      const found = JSON.parse(json) as Record<string, unknown>;
      completed[head] = { ...found, title: target.title === undefined ? null : found[target.title] };
    }
    return completed;
  }
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

/** How the form of a record follows what is written to it; for the engines, which know no forms at rest. */
export function settler(form: Form, { documents: { forms }, context }: Viewer): (values: Values) => Values {
  return (values) => openForm(form, values, {}, { forms, context }).settled;
}
