import type { SearchHit, SuggestionBody } from '@fieldwork/api-contract';
import { ExpressionError } from '@fieldwork/expression';
import type { Values } from '@fieldwork/form-engine';
import { type Form, fieldOf, idOf, type Suggestion } from '@fieldwork/metadata';
import { textOf } from '@fieldwork/search';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../identity/caller.js';
import { Database } from '../platform/database/database.js';
import { notFound } from '../platform/http/problem.js';
import { RecordFacts } from '../records/record-facts.js';
import { RecordFigures } from '../records/record-figures.js';
import { RecordGate } from '../records/record-gate.js';
import type { Viewer } from '../records/viewer.js';
import { SearchService } from './search.service.js';

const mostConsidered = 5000;

/** Records of another form that may help with the one at hand, written or not. */
@Injectable()
export class SuggestionService {
  constructor(
    private readonly gate: RecordGate,
    private readonly search: SearchService,
    private readonly figures: RecordFigures,
    private readonly facts: RecordFacts,
    private readonly database: Database,
  ) {}

  async find(
    caller: Caller,
    app: string,
    formId: string,
    id: string,
    body: SuggestionBody,
  ): Promise<SearchHit[]> {
    const { form, viewer } = await this.gate.open(caller, app, formId);
    const suggestion = form.suggestions?.find((one) => one.id === id);
    const other = suggestion && viewer.documents.forms.get(suggestion.form);
    if (!suggestion || !other) throw notFound();
    const values = await this.facts.complete(
      this.database,
      viewer,
      form,
      body.values,
      lookedUp(form, suggestion),
    );
    const question = questionOf(form, suggestion, values);
    if (question === '') return [];
    const ids = await this.#narrowed(viewer, form, suggestion, values);
    if (ids?.length === 0) return [];
    const sought = { question, ids: ids ?? undefined, leastPercent: suggestion.leastPercent };
    return this.search.findIn(viewer, other, sought, body.limit);
  }

  /** Which records the filter leaves; null where there is none. */
  async #narrowed(
    viewer: Viewer,
    form: Form,
    suggestion: Suggestion,
    values: Values,
  ): Promise<string[] | null> {
    const { filter } = suggestion;
    if (filter === undefined) return null;
    const others = { form: suggestion.form, filter };
    try {
      return await this.figures.find(this.database, viewer, form, others, values, mostConsidered);
    } catch (error) {
      // A filter over what this reader may not see leaves him nothing.
      if (error instanceof ExpressionError) return [];
      throw error;
    }
  }
}

/** Of references their titles are read. */
function lookedUp(form: Form, { query }: Suggestion): string[] {
  return query.map((path) => (fieldOf(form, path)?.form === undefined ? path : `${path}.title`));
}

function questionOf(form: Form, { query }: Suggestion, values: Values): string {
  return query
    .map((path) => {
      const [head = '', ...rest] = path.split('.');
      const field = fieldOf(form, head);
      if (!field) return '';
      if (rest.length === 0) return textOf(field, values[head]);
      const inner: unknown = (values[head] as Values | null | undefined)?.[rest.join('.')];
      return typeof inner === 'string' && idOf(inner) === null ? inner : '';
    })
    .filter((text) => text.trim() !== '')
    .join(' ')
    .slice(0, 400);
}
