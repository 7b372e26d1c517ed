import type { ExpressionJson, Form } from '@fieldwork/metadata';
import { may } from '@fieldwork/policy';
import {
  hashOf,
  isSingle,
  keyOf,
  type QueryTerm,
  type Ranked,
  rank,
  type SearchedField,
  type Statistics,
  searchedFields,
} from '@fieldwork/search';
import { Injectable } from '@nestjs/common';
import type { Viewer } from '../records/viewer.js';
import { QuestionTerms } from './question-terms.js';
import { type EntryQuestion, SearchStore } from './search.store.js';
import { SearchStatistics } from './search-statistics.js';
import { sightOf } from './searched-fields.js';

export interface Sought {
  question: string;
  filter?: ExpressionJson | undefined;
  /** Only among these. */
  ids?: readonly string[] | undefined;
  /** How much of what is asked has to be there. */
  leastPercent?: number | undefined;
}

export interface FoundRecords {
  ranked: Ranked[];
  /** The words that count as found. */
  tokens: Set<string>;
  /** Fields the reader may look into. */
  fields: SearchedField[];
}

/** About so many entries are looked at where nothing holds all words. */
const mostLookedAt = 3000;
const mostWithAll = 1500;
const mostGroups = 12;
/** What is worth less than this part of the best is not meant. */
const worthOfBest = 0.1;

/** Finds the records of one form by words, the best first, with the viewer's eyes. */
@Injectable()
export class FormSearch {
  constructor(
    private readonly store: SearchStore,
    private readonly statistics: SearchStatistics,
    private readonly terms: QuestionTerms,
  ) {}

  async find(viewer: Viewer, form: Form, sought: Sought): Promise<FoundRecords> {
    const policy = viewer.policy(form.id);
    const nothing: FoundRecords = { ranked: [], tokens: new Set(), fields: [] };
    if (policy && !may(policy, 'read')) return nothing;
    const searched = searchedFields(form, viewer.documents);
    const seen = searched.map((field) => ({ ...field, sight: sightOf(field, policy, viewer) }));
    const fields = seen.filter(({ sight }) => sight !== 'never');
    if (fields.length === 0) return nothing;
    const statistics = await this.statistics.of(viewer.app, form, searched);
    const asked = await this.terms.of(viewer.app, form.id, sought.question, statistics);
    const terms = [...asked.own, ...asked.meant];
    const sometimes = fields.filter(({ sight }) => sight === 'sometimes').map(({ field }) => field.id);
    const keysOf = (token: string) =>
      fields.map(({ field }) => keyOf(`${viewer.app}/${form.id}/${field.id}`, token));
    const question = { sometimes, filter: sought.filter, ids: sought.ids };
    const entries = new Map(
      (
        await Promise.all(
          portions(asked.own, terms, statistics, sought.ids !== undefined).map(({ groups, limit }) =>
            this.store.entries(viewer, form, {
              ...question,
              groups: groups.map((tokens) => tokens.flatMap(keysOf)),
              limit,
            } satisfies EntryQuestion),
          ),
        )
      )
        .flat()
        .map((entry) => [entry.id, entry]),
    );
    const always = fields.filter(({ sight }) => sight === 'always').map(({ field }) => hashOf(field.id));
    const candidates = [...entries.values()].map(({ id, words, seen: sees }) => ({
      id,
      words,
      sees: new Set([...always, ...sometimes.filter((field) => sees[field]).map(hashOf)]),
    }));
    const weights = new Map(fields.map(({ field, weight }) => [hashOf(field.id), weight]));
    const ranked = rank(asked, candidates, weights, statistics);
    const lowest = (ranked[0]?.score ?? 0) * worthOfBest;
    const least = (sought.leastPercent ?? 0) / 100;
    return {
      ranked: ranked.filter(({ score, share }) => score >= lowest && share >= least),
      tokens: new Set(terms.map(({ token }) => token)),
      fields,
    };
  }
}

interface Portion {
  groups: string[][];
  limit: number;
}

/** Which entries are looked at: those with any of the rarer words, and where words are common those with all of them. */
function portions(
  own: readonly QueryTerm[],
  terms: readonly QueryTerm[],
  statistics: Statistics,
  isNarrow: boolean,
): Portion[] {
  const scale = statistics.total / Math.max(1, statistics.sampled);
  const count = (token: string) => (statistics.frequency.get(hashOf(token)) ?? 0) * scale;
  const telling = terms.filter(({ token }) => !isSingle(token));
  const sorted = [...(telling.length > 0 ? telling : terms)]
    .map(({ token }) => ({ token, count: count(token) }))
    .sort((a, b) => a.count - b.count);
  if (sorted.length === 0) return [];
  const rare: string[] = [];
  let sum = 0;
  for (const { token, count: found } of sorted) {
    // A word of every other record tells nothing; a common one counts where the rarer ones occur nowhere.
    const isTooMuch = sum + found > mostLookedAt && (sum > 0 || found > statistics.total / 2);
    if (rare.length > 0 && isTooMuch && !isNarrow) break;
    rare.push(token);
    sum += found;
  }
  const any = { groups: [rare], limit: mostLookedAt };
  const all = own.filter(({ token }) => !isSingle(token) || telling.length === 0).map(({ token }) => [token]);
  const isCommon = rare.length < sorted.length || sum > mostLookedAt;
  return isCommon && all.length > 0 && all.length <= mostGroups
    ? [any, { groups: all, limit: mostWithAll }]
    : [any];
}
