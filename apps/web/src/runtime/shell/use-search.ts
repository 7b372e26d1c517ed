import type { SearchHit, TextPiece } from '@fieldwork/api-contract';
import { useAppData, useApps } from '../../api/apps.js';
import { useFound } from '../../api/search.js';
import { useSettled } from '../../ui/use-settled.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { markedTitle } from '../search/marked-title.js';
import { shellWords } from './shell-words.js';

export interface Found {
  key: string;
  title: string;
  /** The title with what was found in it. */
  marked?: readonly TextPiece[] | undefined;
  /** What tells more than a bare number: where the words stand. */
  about?: readonly TextPiece[] | undefined;
  kind: string;
  to: string;
}

/** What was found in one form, or among pages and apps. */
export interface FoundGroup {
  kind: string;
  results: Found[];
}

const mostRecords = 20;

/** Pages and lists by name at once, records a moment after typing has stopped. */
export function useSearch(current: string | undefined, words: string) {
  const t = useWords(shellWords);
  const text = useText();
  const settled = useSettled(words.trim());
  const { data: apps } = useApps();
  // Outside of an app the first one is meant, which for most people is the only one.
  const app = current ?? apps?.[0]?.id;
  const { data } = useAppData(app);
  const found = useFound(app, settled, undefined, mostRecords);
  const places: Found[] = [
    ...(data?.forms ?? []).map((form) => ({
      key: `form ${form.id}`,
      title: text(form.label),
      kind: t('go_to'),
      to: `/apps/${app}/forms/${form.id}`,
    })),
    ...(data?.pages ?? []).map((page) => ({
      key: `page ${page.id}`,
      title: text(page.label),
      kind: t('go_to'),
      to: `/apps/${app}/pages/${page.id}`,
    })),
    ...(apps ?? []).map(({ id, label }) => ({
      key: `app ${id}`,
      title: text(label),
      kind: t('apps'),
      to: `/apps/${id}`,
    })),
  ];
  const wanted = words.trim().toLowerCase();
  const named =
    wanted === '' ? places.slice(0, 8) : places.filter(({ title }) => title.toLowerCase().includes(wanted));
  const hits = settled === '' ? [] : (found.data ?? []);
  const records = hits.map((hit) => {
    const form = data?.forms.find(({ id }) => id === hit.form);
    return {
      key: hit.id,
      title: hit.title ?? hit.id.slice(-6),
      ...whereFound(hit),
      kind: text(form?.label),
      to: `/apps/${app}/forms/${hit.form}/${hit.id}`,
    };
  });
  const isSearching = settled !== words.trim() || (settled !== '' && found.isPending);
  return { groups: grouped([...records, ...named].slice(0, 30)), isSearching };
}

/** What was found by its kind, the kind of the best hit first; within one the better hit first. */
function grouped(found: readonly Found[]): FoundGroup[] {
  const groups = new Map<string, Found[]>();
  for (const one of found) groups.set(one.kind, [...(groups.get(one.kind) ?? []), one]);
  return [...groups].map(([kind, results]) => ({ kind, results }));
}

/** Where the words stand: marked in the title, or the first place that the title does not say already. */
function whereFound({ title, excerpts }: SearchHit): Pick<Found, 'marked' | 'about'> {
  const read = excerpts.map(({ pieces }) => ({ pieces, marked: markedTitle(title ?? '', pieces) }));
  return {
    marked: read.find(({ marked }) => marked !== null)?.marked ?? undefined,
    about: read.find(({ marked }) => marked === null)?.pieces,
  };
}
