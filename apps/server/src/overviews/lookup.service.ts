import type { IntakeHit, RecordData } from '@fieldwork/api-contract';
import {
  type ExpressionJson,
  type Form,
  fieldTypeOf,
  formTypes,
  type IntakeSearch,
  idOf,
} from '@fieldwork/metadata';
import { Injectable } from '@nestjs/common';
import type { Caller } from '../identity/caller.js';
import { SearchService } from '../search/search.service.js';
import { filledValues } from './filled-values.js';
import { lookupTerms, phoneDigits } from './lookup-terms.js';
import { type OpenedPage, PageGate } from './page-gate.js';
import { PageRecords } from './page-records.js';
import { isHidden, isOpen } from './page-rights.js';

const mostPerSearch = 6;
type Page = OpenedPage<'intake'>;

/** What an intake page finds while somebody types, under the rights of who types. */
@Injectable()
export class LookupService {
  constructor(
    private readonly gate: PageGate,
    private readonly records: PageRecords,
    private readonly words: SearchService,
  ) {}

  async search(caller: Caller, app: string, pageId: string, words: string): Promise<IntakeHit[]> {
    const opened = await this.gate.open(caller, app, pageId, 'intake');
    const found = await Promise.all(opened.page.search.map((search) => this.#found(opened, search, words)));
    return found.flat();
  }

  /** One record as if it had been found: where somebody comes from its page. */
  async given(caller: Caller, app: string, pageId: string, form: string, id: string): Promise<IntakeHit[]> {
    const opened = await this.gate.open(caller, app, pageId, 'intake');
    const search = opened.page.search.find((one) => one.form === form);
    return search ? this.#list(opened, search, { '==': [{ var: 'id' }, id] }) : [];
  }

  async #found(opened: Page, search: IntakeSearch, words: string): Promise<IntakeHit[]> {
    const { viewer } = opened;
    const form = viewer.documents.forms.get(search.form);
    if (!form || !isOpen(viewer, form.id)) return [];
    const types = formTypes(form, viewer.documents.forms);
    const paths = search.fields.filter(
      (path) => types[path]?.kind === 'text' && !isHidden(viewer, form.id, path),
    );
    const contains = paths.flatMap((path) =>
      lookupTerms(words).map((term) => ({ contains: [{ lower: [{ var: path }] }, term] })),
    );
    if (contains.length === 0) return [];
    const matches: ExpressionJson = contains.length === 1 ? (contains[0] ?? false) : { or: contains };
    const exact = await this.#list(opened, search, matches);
    if (exact.length >= mostPerSearch || phoneDigits(words) !== null) return exact;
    return [...exact, ...(await this.#alike(opened, search, form, words, exact))];
  }

  /** What the index of words finds beside: by pinyin, by synonyms, in spite of slips. */
  async #alike(
    opened: Page,
    search: IntakeSearch,
    form: Form,
    words: string,
    exact: readonly IntakeHit[],
  ): Promise<IntakeHit[]> {
    const ids = await this.words.ids(opened.viewer, form, { question: words }, mostPerSearch);
    const fresh = ids.filter((id) => !exact.some(({ record }) => record.id === id));
    if (fresh.length === 0) return [];
    const hits = await this.#list(opened, search, { in: [{ var: 'id' }, fresh] });
    return hits
      .toSorted((a, b) => fresh.indexOf(a.record.id) - fresh.indexOf(b.record.id))
      .slice(0, mostPerSearch - exact.length);
  }

  async #list({ viewer }: Page, search: IntakeSearch, matches: ExpressionJson): Promise<IntakeHit[]> {
    const form = viewer.documents.forms.get(search.form);
    if (!form || !isOpen(viewer, form.id)) return [];
    const filter = search.filter === undefined ? matches : { and: [search.filter, matches] };
    const filled = search.fill.map(({ from }) => from).filter((path) => path !== 'id');
    const wanted = [...(search.shown ?? []), ...filled, ...(search.overviewOf ? [search.overviewOf] : [])];
    const plain = search.fields.filter((path) => !path.includes('.'));
    const fields = [...new Set([...wanted, ...plain])].filter((path) => !isHidden(viewer, form.id, path));
    const records = await this.#records(viewer, form, filter as ExpressionJson, fields, mostPerSearch);
    return records.map((record) => ({
      search: search.id,
      form: form.id,
      record,
      values: filledValues(search.fill, form, record),
      overview: overviewOf(search, record),
    }));
  }

  async #records(
    viewer: Page['viewer'],
    form: Form,
    filter: ExpressionJson,
    fields: readonly string[],
    limit: number,
  ): Promise<RecordData[]> {
    const columns = fields.filter((id) => {
      const field = form.fields.find((one) => one.id === id);
      return !field || fieldTypeOf(field).column(field) !== null;
    });
    return this.records.list(viewer, form, { filter, fields: [...columns, 'id'], pageSize: limit });
  }
}

function overviewOf(
  { overview, overviewOf: field }: IntakeSearch,
  record: RecordData,
): IntakeHit['overview'] {
  const id = field === undefined ? record.id : idOf(record[field]);
  return overview === undefined || id === null ? null : { page: overview, id };
}
