import type { Duplicate, DuplicatePair, DuplicateReason, DuplicatesBody } from '@fieldwork/api-contract';
import type { Values } from '@fieldwork/form-engine';
import { type DuplicatesDeclaration, type Form, fieldOf, idOf, isBlank } from '@fieldwork/metadata';
import { may } from '@fieldwork/policy';
import { differences, similarity } from '@fieldwork/search';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../identity/caller.js';
import { forbidden } from '../platform/http/problem.js';
import { RecordService } from '../records/record.service.js';
import { RecordGate } from '../records/record-gate.js';
import type { Viewer } from '../records/viewer.js';
import { textOf } from '../search/record-words.js';
import { SearchService } from '../search/search.service.js';
import { DuplicateStore, type KeyQuestion } from './duplicate.store.js';

const mostShown = 8;
const mostNear = 40;
const mostPairs = 100;

/** Records that are probably the same as one at hand, with the reasons, as far as the caller may see them. */
@Injectable()
export class DuplicateService {
  constructor(
    private readonly gate: RecordGate,
    private readonly records: RecordService,
    private readonly search: SearchService,
    private readonly store: DuplicateStore,
  ) {}

  async find(
    caller: Caller,
    app: string,
    formId: string,
    { values, id }: DuplicatesBody,
  ): Promise<Duplicate[]> {
    const { form, viewer } = await this.gate.open(caller, app, formId);
    const { duplicates } = form;
    if (!duplicates) return [];
    const reasons = new Map<string, DuplicateReason[]>();
    const add = (record: string, reason: DuplicateReason) =>
      reasons.set(record, [...(reasons.get(record) ?? []), reason]);
    const keys = keysOf(duplicates, values);
    const limit = { except: id ?? null, limit: mostShown };
    for (const found of await this.store.sharing(viewer, form, duplicates, keys, limit))
      for (const key of found.keys)
        add(found.id, { kind: 'same', fields: duplicates.keys?.[key]?.fields ?? [] });
    for (const near of await this.#near(viewer, form, duplicates, values, id)) add(near.id, near.reason);
    const shown = [...reasons].sort(([, a], [, b]) => weight(b) - weight(a)).slice(0, mostShown);
    const found = await Promise.all(
      shown.map(async ([record, why]): Promise<Duplicate | null> => {
        const read = await this.records.find(viewer, form, record);
        return read
          ? { id: record, title: titleOf(form, read), created_at: String(read.created_at), reasons: why }
          : null;
      }),
    );
    return found.filter((one) => one !== null);
  }

  /** Pairs among all records, by their keys; it looks at every record, so for those who may merge them. */
  async pairs(caller: Caller, app: string, formId: string): Promise<DuplicatePair[]> {
    const { form, viewer } = await this.gate.open(caller, app, formId);
    const policy = viewer.policy(form.id);
    if (policy && !(['read', 'update', 'delete'] as const).every((right) => may(policy, right)))
      throw forbidden();
    const { duplicates } = form;
    const found = new Map<string, { first: string; second: string; reasons: DuplicateReason[] }>();
    for (const { fields, compare } of duplicates?.keys ?? []) {
      const key = { fields, isNormalised: compare === 'normalised' };
      for (const pair of await this.store.pairs(viewer, form, key, duplicates?.filter, mostPairs)) {
        const name = `${pair.first} ${pair.second}`;
        const known = found.get(name) ?? { ...pair, reasons: [] };
        known.reasons.push({ kind: 'same', fields });
        found.set(name, known);
      }
    }
    const pairs = [...found.values()].slice(0, mostPairs);
    const titles = await this.records.titles(
      viewer,
      form,
      pairs.flatMap(({ first, second }) => [first, second]),
    );
    return pairs.map(({ first, second, reasons }) => ({
      first: { id: first, title: titles.get(first) ?? null },
      second: { id: second, title: titles.get(second) ?? null },
      reasons,
    }));
  }

  async #near(
    viewer: Viewer,
    form: Form,
    duplicates: DuplicatesDeclaration,
    values: Values,
    except: string | undefined,
  ): Promise<{ id: string; reason: DuplicateReason }[]> {
    const near: { id: string; reason: DuplicateReason }[] = [];
    for (const { field: fieldId, similarity: least } of duplicates.near ?? []) {
      const field = fieldOf(form, fieldId);
      const text = field ? textOf(field, values[fieldId]) : '';
      if (!field || text.trim().length < 4) continue;
      const alike = await this.search.ids(viewer, form, { question: text.slice(0, 200) }, mostNear);
      const ids = await this.store.counting(
        viewer,
        form,
        duplicates,
        alike.filter((one) => one !== except),
      );
      for (const id of ids) {
        const record = await this.records.find(viewer, form, id);
        const theirs = record ? textOf(field, record[fieldId]) : '';
        const found = similarity(text, theirs);
        if (found >= least)
          near.push({
            id,
            reason: {
              kind: 'near',
              field: fieldId,
              similarity: Math.round(found * 100) / 100,
              different: differences(theirs, text),
            },
          });
      }
    }
    return near;
  }
}

/** Keys of which every field is filled. */
function keysOf({ keys = [] }: DuplicatesDeclaration, values: Values): KeyQuestion[] {
  return keys.flatMap(({ fields, compare }, index) => {
    const given = fields.map((field) => ({ field, value: plain(values[field]) }));
    return given.every(({ value }) => !isBlank(value))
      ? [{ index, values: given, isNormalised: compare === 'normalised' }]
      : [];
  });
}

function plain(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? idOf(value) : value;
}

function weight(reasons: readonly DuplicateReason[]): number {
  return reasons.reduce((sum, reason) => sum + (reason.kind === 'same' ? 1 : reason.similarity), 0);
}

function titleOf(form: Form, record: Values): string | null {
  const field = form.fields.find(({ id }) => id === form.title);
  const title = field ? textOf(field, record[field.id]) : '';
  return title === '' ? null : title;
}
