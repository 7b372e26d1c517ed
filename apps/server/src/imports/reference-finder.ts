import { listQuerySchema } from '@fieldwork/api-contract';
import type { Field } from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import { RecordService } from '../records/record.service.js';
import type { Viewer } from '../records/viewer.js';

/** Finds the records that texts in a sheet mean; one question per batch and column. */
@Injectable()
export class ReferenceFinder {
  constructor(private readonly records: RecordService) {}

  /** Text → id, for the texts that name exactly one record the importer may read. */
  async find(
    viewer: Viewer,
    field: Field,
    matchBy: string | undefined,
    texts: readonly string[],
  ): Promise<Map<string, string>> {
    const wanted = [...new Set(texts)];
    const form = viewer.documents.forms.get(field.form ?? '');
    const by = matchBy ?? form?.title;
    if (wanted.length === 0 || !form || by === undefined) return new Map();
    const query = listQuerySchema.parse({ pageSize: '500', count: 'none', fields: by });
    const filter = { in: [{ var: by }, wanted] };
    const { json } = await this.records.list(viewer, form, { ...query, filter });
    const found = new Map<string, string>();
    const twice = new Set<string>();
    for (const record of JSON.parse(json) as Record<string, unknown>[]) {
      const text = String(record[by]);
      if (found.has(text)) twice.add(text);
      found.set(text, String(record.id));
    }
    for (const text of twice) found.delete(text);
    return found;
  }
}
