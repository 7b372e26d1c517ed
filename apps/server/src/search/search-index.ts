import type { Values } from '@fieldwork/form-engine';
import { keyOf, packWords, vocabularyOf } from '@fieldwork/search';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '../platform/database/queryable.js';
import { RecordService } from '../records/record.service.js';
import { RecordGate } from '../records/record-gate.js';
import { Chinese } from './chinese.js';
import { recordWords } from './record-words.js';
import { type Entry, SearchIndexStore } from './search-index.store.js';
import { searchedFields, searchShape } from './searched-fields.js';

const perPortion = 300;
const mostReferring = 200;

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
    if (missing.length === perPortion) return true;
    await this.store.finish(tx, app, formId);
    return false;
  }

  /** A title has changed: the records that are found by it. */
  async followTitle(tx: Transaction, app: string, formId: string, id: string): Promise<void> {
    const { viewer } = await this.#open(app, formId);
    for (const form of viewer.documents.forms.values()) {
      const fields = searchedFields(form, viewer.documents).filter(({ titleOf }) => titleOf?.id === formId);
      for (const { field } of fields) {
        const ids = await this.store.referring(tx, app, form.id, field.id, id, mostReferring);
        if (ids.length > 0) await this.write(tx, app, form.id, ids);
      }
    }
  }

  #open(app: string, form: string) {
    return this.gate.openAsPlatform(app, form, null, { kind: 'rule' });
  }
}
