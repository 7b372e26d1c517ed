import { listQuerySchema } from '@fieldwork/api-contract';
import type { Field } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { isStorable } from '../platform/database/storable.js';
import { RecordService } from '../records/record.service.js';
import type { Viewer } from '../records/viewer.js';

const PAGE = 500;

/** Text → id; null where more than one record has the text. */
export type Found = Map<string, string | null>;

/** Finds the records that texts in a sheet mean; one question per batch and column. */
@Injectable()
export class ReferenceFinder {
  constructor(private readonly records: RecordService) {}

  /** For the texts that name records the importer may read. */
  async find(
    viewer: Viewer,
    field: Field,
    matchBy: string | undefined,
    texts: readonly string[],
  ): Promise<Found> {
    const wanted = [...new Set(texts)].filter(isStorable);
    const form = viewer.documents.forms.get(field.form ?? '');
    const by = matchBy ?? form?.title;
    if (wanted.length === 0 || !form || by === undefined) return new Map();
    const filter = { in: [{ var: by }, wanted] };
    const found: Found = new Map();
    for (let page = 1, isMore = true; isMore; page++) {
      const query = listQuerySchema.parse({ page, pageSize: PAGE, count: 'none', fields: by });
      const { json } = await this.records.list(viewer, form, { ...query, filter });
      const records = JSON.parse(json) as Record<string, unknown>[];
      for (const record of records) {
        const text = String(record[by]);
        found.set(text, found.has(text) ? null : String(record.id));
      }
      isMore = records.length === PAGE;
    }
    return found;
  }
}
