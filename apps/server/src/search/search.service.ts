import type { SearchHit, SearchProgress, SearchQuery, Synonyms } from '@fieldwork/api-contract';
import type { Values } from '@fieldwork/form-engine';
import type { Form } from '@fieldwork/metadata';
import { excerptOf, textOf } from '@fieldwork/search';
import { Injectable } from '@nestjs/common';
import { type Caller, canSeeApp } from '../identity/caller.js';
import { AppRegistry } from '../metadata/app-registry.js';
import { notFound } from '../platform/http/problem.js';
import { RecordService } from '../records/record.service.js';
import { RecordGate } from '../records/record-gate.js';
import type { Viewer } from '../records/viewer.js';
import { FormSearch, type FoundRecords, type Sought } from './form-search.js';
import { SearchProgressStore } from './search-progress.store.js';
import { SynonymStore } from './synonym.store.js';

const excerptLength = 120;
const mostExcerpts = 2;

/** Search over the records of an app: each form as its reader may see it. */
@Injectable()
export class SearchService {
  constructor(
    private readonly registry: AppRegistry,
    private readonly gate: RecordGate,
    private readonly records: RecordService,
    private readonly search: FormSearch,
    private readonly synonymStore: SynonymStore,
    private readonly progressStore: SearchProgressStore,
  ) {}

  async find(caller: Caller, appId: string, { q, form, limit }: SearchQuery): Promise<SearchHit[]> {
    if (!canSeeApp(caller, appId)) throw notFound();
    const app = await this.registry.app(appId);
    const forms = form === undefined ? [...app.documents.forms.keys()] : [form];
    const found = await Promise.all(
      forms.map(async (id) => {
        const opened = await this.gate.open(caller, appId, id);
        return { ...opened, ...(await this.search.find(opened.viewer, opened.form, { question: q })) };
      }),
    );
    const best = found
      .flatMap((part) => part.ranked.slice(0, limit).map((ranked) => ({ part, ranked })))
      .sort((a, b) => b.ranked.score - a.ranked.score)
      .slice(0, limit);
    const hits = await Promise.all(
      best.map(({ part, ranked }) => this.hit(part.viewer, part.form, part, ranked.id, ranked.score)),
    );
    return hits.filter((hit) => hit !== null);
  }

  /** Records of one form, for the features above. */
  async findIn(viewer: Viewer, form: Form, sought: Sought, limit: number): Promise<SearchHit[]> {
    const found = await this.search.find(viewer, form, sought);
    const hits = await Promise.all(
      found.ranked.slice(0, limit).map(({ id, score }) => this.hit(viewer, form, found, id, score)),
    );
    return hits.filter((hit) => hit !== null);
  }

  /** Ids alone, the best first. */
  async ids(viewer: Viewer, form: Form, sought: Sought, limit: number): Promise<string[]> {
    return (await this.search.find(viewer, form, sought)).ranked.slice(0, limit).map(({ id }) => id);
  }

  /** What is shown of a record comes from the record as the reader sees it, never from the index. */
  private async hit(
    viewer: Viewer,
    form: Form,
    { tokens, fields }: FoundRecords,
    id: string,
    score: number,
  ): Promise<SearchHit | null> {
    const record: Values | null = await this.records.find(viewer, form, id);
    if (!record) return null;
    const excerpts = fields
      .map(({ field, weight }) => ({
        field,
        weight,
        ...excerptOf(textOf(field, record[field.id]), tokens, excerptLength),
      }))
      .filter(({ hits }) => hits > 0)
      .sort((a, b) => b.weight * b.hits - a.weight * a.hits)
      .slice(0, mostExcerpts)
      .map(({ field, pieces }) => ({ field: field.id, pieces }));
    const titleField = form.fields.find((field) => field.id === form.title);
    const title = titleField ? textOf(titleField, record[titleField.id]) : '';
    return {
      form: form.id,
      id,
      title: title === '' ? null : title,
      score: Math.round(score * 1000) / 1000,
      excerpts,
    };
  }

  async synonyms(caller: Caller, app: string): Promise<Synonyms> {
    if (!canSeeApp(caller, app)) throw notFound();
    return { groups: await this.synonymStore.groups(app) };
  }

  async setSynonyms(caller: Caller, app: string, { groups }: Synonyms): Promise<void> {
    await this.registry.app(app);
    await this.synonymStore.replace(app, groups, caller.userId);
  }

  async progress(appId: string): Promise<SearchProgress[]> {
    const app = await this.registry.app(appId);
    return Promise.all([...app.documents.forms.keys()].map((form) => this.progressStore.of(appId, form)));
  }
}
