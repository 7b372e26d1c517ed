import type { Form } from '@fieldwork/metadata';
import { may } from '@fieldwork/policy';
import { Injectable } from '@nestjs/common';
import { RecordSetStore } from './record-set.store.js';
import type { SetShape } from './record-set-queries.js';
import type { Viewer } from './viewer.js';

const atOnce = 500;

/** Sets of records that a reader takes along: which they are, and what he may see of each. */
@Injectable()
export class RecordSets {
  constructor(private readonly store: RecordSetStore) {}

  /** Ids in order, at most `most` (with `each`: for each value). Nothing where the form is not the reader's. */
  async ids(
    viewer: Viewer,
    form: Form,
    shape: SetShape,
    { values = [], most }: { values?: readonly string[]; most: number },
  ): Promise<string[]> {
    if (!mayRead(viewer, form) || (shape.among !== undefined && values.length === 0)) return [];
    return this.store.ids(viewer, form, shape, { values, most });
  }

  /** Whole records as JSON text by id. */
  async many(viewer: Viewer, form: Form, ids: readonly string[]): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    if (!mayRead(viewer, form)) return found;
    for (let from = 0; from < ids.length; from += atOnce)
      for (const { id, json } of await this.store.many(viewer, form, ids.slice(from, from + atOnce)))
        found.set(id, json);
    return found;
  }

  /** The different values at a path of these records, as text. */
  async values(viewer: Viewer, form: Form, path: string, ids: readonly string[]): Promise<string[]> {
    return mayRead(viewer, form) && ids.length > 0 ? this.store.values(viewer, form, path, ids) : [];
  }
}

function mayRead(viewer: Viewer, form: Form): boolean {
  const policy = viewer.policy(form.id);
  return policy === null || may(policy, 'read');
}
