import type { Draft } from '@fieldwork/api-contract';
import { evaluateCondition } from '@fieldwork/expression';
import type { Values } from '@fieldwork/form-engine';
import { assignedValues, type Conversion, fieldTypeOf, formTypes, isId, pathsIn } from '@fieldwork/metadata';
import { may } from '@fieldwork/policy';
import { Injectable } from '@nestjs/common';
import { FileService } from '../files/file.service.js';
import type { Caller } from '../identity/caller.js';
import { Database } from '../platform/database/database.js';
import { forbidden, notFound } from '../platform/http/problem.js';
import { RecordFacts } from '../records/record-facts.js';
import { RecordGate } from '../records/record-gate.js';

const paragraph = (line: string) =>
  `<p>${line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</p>`;

/** A new record made from another, as its maker sees that one; nothing is written yet but copies of its files. */
@Injectable()
export class ConversionService {
  constructor(
    private readonly gate: RecordGate,
    private readonly facts: RecordFacts,
    private readonly files: FileService,
    private readonly database: Database,
  ) {}

  async draft(caller: Caller, app: string, formId: string, recordId: string, id: string): Promise<Draft> {
    const { form, viewer } = await this.gate.open(caller, app, formId);
    const conversion = form.conversions?.find((one) => one.id === id);
    const target = conversion && viewer.documents.forms.get(conversion.to);
    if (!conversion || !target || !isId(recordId)) throw notFound();
    const policy = viewer.policy(target.id);
    if (policy && !may(policy, 'create')) throw forbidden();
    const { forms } = viewer.documents;
    const paths = pathsIn([conversion.set, conversion.when ?? null]);
    const record = await this.facts.read(this.database, viewer, form, recordId, paths);
    if (!record || record.deleted_at !== null) throw notFound();
    const types = { ...formTypes(form, forms), id: { kind: 'reference', form: form.id } as const };
    const scope = { types, values: record, context: viewer.context };
    if (conversion.when !== undefined && !evaluateCondition(conversion.when as never, scope))
      throw notFound();
    const values: Record<string, unknown> = assignedValues(conversion.set, target, forms, scope);
    for (const field of target.fields) {
      const value = values[field.id];
      if (fieldTypeOf(field).isMarkup && typeof value === 'string' && !value.trimStart().startsWith('<'))
        values[field.id] = value.split('\n').map(paragraph).join('');
    }
    if (conversion.source !== undefined)
      values[conversion.source] = {
        id: recordId,
        title: form.title === undefined ? null : (record[form.title] ?? null),
      };
    return { form: target.id, values: { ...values, ...(await this.#copies(caller, conversion, record)) } };
  }

  /** Files belong to one record: the new one gets copies, which are gone in a day if it is never written. */
  async #copies(
    caller: Caller,
    { files = [] }: Conversion,
    record: Values,
  ): Promise<Record<string, unknown>> {
    const copied: Record<string, unknown[]> = {};
    for (const { from, to } of files) {
      const named = Array.isArray(record[from]) ? (record[from] as { id: string }[]) : [];
      for (const { id } of named) {
        const { file, read } = await this.files.open(caller, id);
        const copy = await this.files.receive(
          { name: file.name, stream: read(), isTruncated: () => false },
          caller.userId,
        );
        copied[to] = [...(copied[to] ?? []), copy];
      }
    }
    return copied;
  }
}
