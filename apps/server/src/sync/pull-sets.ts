import type { FieldPage, Form } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { RecordSets } from '../records/record-sets.js';
import type { Viewer } from '../records/viewer.js';

const mostWork = 500;
const mostAlso = 1000;

/** Ids by form, in the order of their worth: the work first, then what it refers to, then the rest. */
export type Wanted = Map<string, Set<string>>;

/** Which records a page of type `field` takes along, by the rights of whoever carries the device. */
@Injectable()
export class PullSets {
  constructor(private readonly sets: RecordSets) {}

  async of(viewer: Viewer, page: FieldPage): Promise<Wanted> {
    const wanted: Wanted = new Map();
    const form = viewer.documents.forms.get(page.work.form);
    if (!form) return wanted;
    const want = (id: string, ids: readonly string[]) =>
      wanted.set(id, new Set([...(wanted.get(id) ?? []), ...ids]));
    const work = await this.sets.ids(viewer, form, { filter: inDays(page) }, { most: mostWork });
    want(form.id, work);
    await this.#follow(viewer, form, page, work, want);
    await this.#also(viewer, form, page, work, want);
    return wanted;
  }

  async #follow(
    viewer: Viewer,
    work: Form,
    { follow, back = [] }: FieldPage,
    ids: readonly string[],
    want: (form: string, ids: readonly string[]) => void,
  ): Promise<void> {
    const { forms } = viewer.documents;
    for (const reference of follow) {
      const target = forms.get(work.fields.find(({ id }) => id === reference)?.form ?? '');
      if (!target) continue;
      const values = await this.sets.values(viewer, work, reference, ids);
      want(target.id, await this.sets.ids(viewer, target, { among: 'id' }, { values, most: mostAlso }));
    }
    for (const { form, field, of, filter, sort, last } of back) {
      const target = forms.get(form);
      if (!target) continue;
      const values = await this.sets.values(viewer, work, of, ids);
      const shape = { filter, sort, among: field, each: true };
      want(form, await this.sets.ids(viewer, target, shape, { values, most: last }));
    }
  }

  async #also(
    viewer: Viewer,
    work: Form,
    { also = [] }: FieldPage,
    ids: readonly string[],
    want: (form: string, ids: readonly string[]) => void,
  ): Promise<void> {
    for (const { form, filter, where, sort, most = mostAlso } of also) {
      const target = viewer.documents.forms.get(form);
      if (!target) continue;
      const values = where ? await this.sets.values(viewer, work, where.in, ids) : [];
      const shape = { filter, sort, among: where?.field };
      want(form, await this.sets.ids(viewer, target, shape, { values, most }));
    }
  }
}

/** Planned within the days that are kept, or not planned yet. */
function inDays({ work: { filter, from, before, after } }: FieldPage): unknown {
  const planned = { var: from };
  const day = (days: number) => ({ dateAdd: [{ now: [] }, days, 'day'] });
  return {
    and: [
      filter,
      {
        or: [
          { isEmpty: [planned] },
          { and: [{ '>=': [planned, day(-before - 1)] }, { '<=': [planned, day(after + 1)] }] },
        ],
      },
    ],
  };
}
