import type { DecisionPreview } from '@fieldwork/api-contract';
import { openForm } from '@fieldwork/form-engine';
import { type DecisionTable, decide, pathsIn } from '@fieldwork/metadata';
import { may } from '@fieldwork/policy';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../identity/caller.js';
import { Database } from '../platform/database/database.js';
import { forbidden } from '../platform/http/problem.js';
import { RecordFacts } from '../records/record-facts.js';
import { RecordGate } from '../records/record-gate.js';
import { RecordReferences } from '../records/record-references.js';

/** What decision tables give for a record that is being filled in; read with the eyes of whoever fills it in. */
@Injectable()
export class DecisionPreviewService {
  constructor(
    private readonly gate: RecordGate,
    private readonly references: RecordReferences,
    private readonly facts: RecordFacts,
    private readonly database: Database,
  ) {}

  async preview(
    caller: Caller,
    app: string,
    formId: string,
    sent: Record<string, unknown>,
  ): Promise<DecisionPreview[]> {
    const { form, viewer } = await this.gate.open(caller, app, formId);
    const policy = viewer.policy(form.id);
    if (policy && !may(policy, 'create') && !may(policy, 'update')) throw forbidden();
    const { forms, decision_tables: all } = viewer.documents;
    const tables = [...all.values()].filter((table) => table.preview === true && table.form === form.id);
    const known = Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== null));
    const resolved = await this.references.resolve(this.database, form, known, viewer, viewer);
    const { settled } = openForm(form, null, resolved.values, { forms, context: viewer.context });
    const paths = pathsIn(tables.flatMap(({ inputs, rows, otherwise }) => [inputs, rows, otherwise]));
    const values = await this.facts.complete(this.database, viewer, form, settled, paths);
    return tables.flatMap((table) => {
      const { outcome } = decide(table, { forms, values }, viewer.context);
      return outcome ? [told(table, outcome)] : [];
    });
  }
}

function told(table: DecisionTable, outcome: Record<string, unknown>): DecisionPreview {
  const outputs = table.outputs.map((output) => {
    const value = outcome[output.id] ?? null;
    const options = 'options' in output ? output.options : undefined;
    const text = options?.find((option) => option.id === value)?.label ?? null;
    return { id: output.id, label: output.label, value, text };
  });
  return { table: table.id, label: table.label, outputs };
}
