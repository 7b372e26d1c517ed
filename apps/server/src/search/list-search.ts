import type { ExpressionJson, Form } from '@fieldwork/metadata';
import {
  hanRuns,
  hashOf,
  keyOf,
  type Statistics,
  saysMuch,
  searchedFields,
  type Way,
} from '@fieldwork/search';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { RecordFinder } from '../records/record-finder.js';
import type { SoughtKeys, SoughtWords } from '../records/sought-words.js';
import type { Viewer } from '../records/viewer.js';
import { FormSearch } from './form-search.js';
import { ListWordsReader } from './list-words.js';
import { SearchStore } from './search.store.js';
import { SearchProgressStore } from './search-progress.store.js';
import { SearchStatistics } from './search-statistics.js';
import { sightOf } from './searched-fields.js';

const mostLoose = 100;
const leastInside = 3;
const mostWaiting = 1000;
const mostRare = 3000;

/** Words typed over a list: every one has to be there; where nothing holds them all, what holds most of them. */
@Injectable()
export class ListSearch implements OnModuleInit {
  constructor(
    private readonly finder: RecordFinder,
    private readonly progress: SearchProgressStore,
    private readonly statistics: SearchStatistics,
    private readonly reader: ListWordsReader,
    private readonly store: SearchStore,
    private readonly search: FormSearch,
  ) {}

  onModuleInit(): void {
    this.finder.ask((viewer, form, search, { filter }) => this.#sought(viewer, form, search, filter));
  }

  async #sought(
    viewer: Viewer,
    form: Form,
    question: string,
    filter: ExpressionJson | undefined,
  ): Promise<SoughtWords | null> {
    if (!(await this.progress.isBuilt(viewer.app, form.id))) return null;
    const fields = searchedFields(form, viewer.documents);
    if (fields.length === 0) return null;
    const statistics = await this.statistics.of(viewer.app, form, fields);
    const { words, isOpen } = await this.reader.read(viewer.app, form.id, question, statistics);
    if (words.length === 0) return null;
    const seen = fields.map((field) => ({
      id: field.field.id,
      sight: sightOf(field, viewer.policy(form.id), viewer),
    }));
    const keysIn = (field: string, tokens: readonly string[]) =>
      tokens.map((token) => keyOf(`${viewer.app}/${form.id}/${field}`, token));
    const keys = (tokens: readonly string[]): SoughtKeys => ({
      always: seen.filter(({ sight }) => sight === 'always').flatMap(({ id }) => keysIn(id, tokens)),
      sometimes: seen
        .filter(({ sight }) => sight === 'sometimes')
        .map(({ id }) => ({ field: id, keys: keysIn(id, tokens) })),
    });
    const typed = question.trim();
    const sought: SoughtWords = {
      words: words.map((ways) => ways.map((way) => way.map(keys))),
      typed,
      isInside: isOpen && typed.length >= leastInside && hanRuns(typed).length === 0,
      waiting: await this.progress.waiting(viewer.app, form.id, mostWaiting),
      isRare: expected(words, statistics) <= mostRare,
    };
    if (!saysMuch(question) || (await this.store.holdsAny(viewer, form, sought))) return sought;
    const { ranked } = await this.search.find(viewer, form, { question, filter });
    return { ids: ranked.slice(0, mostLoose).map(({ id }) => id) };
  }
}

/** About how many records have all the words: as many as have the rarest. */
function expected(words: readonly (readonly Way[])[], statistics: Statistics): number {
  const scale = statistics.total / Math.max(1, statistics.sampled);
  const any = (tokens: readonly string[]) => sum(tokens, (one) => statistics.frequency.get(hashOf(one)) ?? 0);
  return scale * least(words, (ways) => sum(ways, (way) => least(way, any)));
}

function sum<T>(list: readonly T[], of: (one: T) => number): number {
  return list.reduce((total, one) => total + of(one), 0);
}

function least<T>(list: readonly T[], of: (one: T) => number): number {
  return Math.min(...list.map(of));
}
