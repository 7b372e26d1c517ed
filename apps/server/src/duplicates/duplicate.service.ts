import type {
  DismissalBody,
  Duplicate,
  DuplicatePair,
  DuplicatePairsQuery,
  DuplicateReason,
  DuplicatesBody,
} from '@fieldwork/api-contract';
import type { Values } from '@fieldwork/form-engine';
import { type DuplicatesDeclaration, type Form, fieldOf, idOf, isBlank } from '@fieldwork/metadata';
import { may } from '@fieldwork/policy';
import { differences, similarity, textOf } from '@fieldwork/search';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../identity/caller.js';
import { badRequest, forbidden, sentence } from '../platform/http/problem.js';
import { RecordService } from '../records/record.service.js';
import { type Opened, RecordGate } from '../records/record-gate.js';
import type { Viewer } from '../records/viewer.js';
import { SearchService } from '../search/search.service.js';
import { DuplicateStore, type KeyQuestion } from './duplicate.store.js';

const mostShown = 8;
const mostNear = 40;

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
    const apart = id === undefined ? null : await this.store.dismissed(viewer, form, id);
    const meant = [...reasons].filter(([record]) => !apart?.has(record));
    const shown = meant.sort(([, a], [, b]) => weight(b) - weight(a)).slice(0, mostShown);
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

  /** Pairs among all records, by their keys; for those who may merge them. */
  async pairs(
    caller: Caller,
    app: string,
    formId: string,
    { page, pageSize }: DuplicatePairsQuery,
  ): Promise<{ pairs: DuplicatePair[]; total: number }> {
    const { form, viewer } = await this.#openForMerging(caller, app, formId);
    if (!form.duplicates) return { pairs: [], total: 0 };
    const portion = { limit: pageSize, offset: (page - 1) * pageSize };
    const found = await this.store.pairs(viewer, form, form.duplicates, portion);
    const ids = found.pairs.flatMap(({ first, second }) => [first, second]);
    const titles = await this.records.titles(viewer, form, ids);
    const named = (id: string) => ({ id, title: titles.get(id) ?? null });
    const pairs = found.pairs.map(({ first, second, keys }) => ({
      first: named(first),
      second: named(second),
      reasons: keys.map(
        (key): DuplicateReason => ({ kind: 'same', fields: form.duplicates?.keys?.[key]?.fields ?? [] }),
      ),
    }));
    return { pairs, total: found.total };
  }

  /** @throws Problem 403, 404 */
  async dismiss(caller: Caller, app: string, formId: string, body: DismissalBody): Promise<void> {
    const { form, viewer } = await this.#openForMerging(caller, app, formId);
    for (const id of [body.first, body.second]) await this.records.get(viewer, form, id);
    if (body.first === body.second)
      throw badRequest(sentence('这是同一条记录', 'This is one and the same record'));
    const by = caller.userId;
    await this.store.dismiss(viewer, form, [body.first, body.second], { by, isDismissed: body.isDismissed });
  }

  async #openForMerging(caller: Caller, app: string, formId: string): Promise<Opened> {
    const opened = await this.gate.open(caller, app, formId);
    const policy = opened.viewer.policy(opened.form.id);
    if (policy && !(['read', 'update', 'delete'] as const).every((right) => may(policy, right)))
      throw forbidden();
    return opened;
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
