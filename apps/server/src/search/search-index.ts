import type { Values } from '@fieldwork/form-engine';
import type { AppDocuments } from '@fieldwork/metadata';
import { keyOf, packWords, recordWords, searchedFields, vocabularyOf } from '@fieldwork/search';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '../platform/database/queryable.js';
import { RecordService } from '../records/record.service.js';
import { RecordGate } from '../records/record-gate.js';
import { Chinese } from './chinese.js';
import { type Entry, type ReferringPlace, SearchIndexStore } from './search-index.store.js';
import { searchShape } from './searched-fields.js';

const perPortion = 300;

/** Up to which record of a field the new title has been written. */
interface Place extends ReferringPlace {
  id: string;
}

export interface TitleChange {
  app: string;
  form: string;
  id: string;
  after?: Place;
}

/** Writes the words of records into the index, with the platform's eyes; who may find what is asked when it is read. */
@Injectable()
export class SearchIndex {
  constructor(
    private readonly store: SearchIndexStore,
    private readonly gate: RecordGate,
    private readonly records: RecordService,
    private readonly chinese: Chinese,
  ) {}

  /** Brings the entries of some records up to date. */
  async write(tx: Transaction, app: string, formId: string, ids: readonly string[]): Promise<void> {
    const { form, viewer } = await this.#open(app, formId);
    const fields = searchedFields(form, viewer.documents);
    const entries: Entry[] = [];
    const vocabulary = new Set<string>();
    for (const id of ids) {
      const record = await this.records.find(viewer, form, id, tx);
      if (!record || record.deleted_at !== null) {
        await this.store.remove(tx, app, formId, id);
        continue;
      }
      const words = recordWords(fields, record as Values, this.chinese);
      const keys = words.flatMap(({ field, counts }) =>
        [...counts.keys()].map((token) => keyOf(`${app}/${formId}/${field}`, token)),
      );
      entries.push({
        id,
        version: Number(record.version),
        keys: [...new Set(keys)],
        words: packWords(words),
      });
      for (const word of vocabularyOf(words)) vocabulary.add(word);
    }
    await this.store.write(tx, app, formId, entries, [...vocabulary]);
  }

  /** A portion of what is missing; false: nothing was. */
  async catchUp(tx: Transaction, app: string, formId: string): Promise<boolean> {
    const { form, viewer } = await this.#open(app, formId);
    await this.store.begin(tx, app, formId, searchShape(searchedFields(form, viewer.documents)));
    const missing = await this.store.missing(tx, app, formId, perPortion);
    if (missing.length > 0) await this.write(tx, app, formId, missing);
    if (missing.length === perPortion) {
      await this.store.reopen(tx, app, formId);
      return true;
    }
    await this.store.finish(tx, app, formId);
    return false;
  }

  /** A title has changed: a portion of the records that are found by it. Answers where to go on, null: it was the last. */
  async followTitle(tx: Transaction, { app, form: formId, id, after }: TitleChange): Promise<Place | null> {
    const { viewer } = await this.#open(app, formId);
    for (const place of placesOf(viewer.documents, formId)) {
      if (after && nameOf(place) < nameOf(after)) continue;
      const from = after && nameOf(place) === nameOf(after) ? after.id : null;
      const ids = await this.store.referring(tx, app, place, { id, after: from, limit: perPortion });
      if (ids.length > 0) await this.write(tx, app, place.form, ids);
      if (ids.length === perPortion) return { ...place, id: ids.at(-1) as string };
    }
    return null;
  }

  #open(app: string, form: string) {
    return this.gate.openAsPlatform(app, form, null, { kind: 'rule' });
  }
}

/** Where other forms refer to records of this one and are found by their titles, always in one order. */
function placesOf(documents: AppDocuments, formId: string): ReferringPlace[] {
  const places = [...documents.forms.values()].flatMap((form) =>
    searchedFields(form, documents).flatMap(({ field, titleOf }): ReferringPlace[] => {
      const place = { form: form.id, field: field.id, column: null };
      const columns = (field.fields ?? []).filter((column) => column.form === formId);
      return titleOf?.id === formId ? [place] : columns.map(({ id }) => ({ ...place, column: id }));
    }),
  );
  return places.sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
}

const nameOf = ({ form, field, column }: ReferringPlace) => `${form}/${field}/${column ?? ''}`;
