import type { AppData, RecordData } from '@fieldwork/api-contract';
import type { Form } from '@fieldwork/metadata';
import { useQueries } from '@tanstack/react-query';
import { useAppData, useApps } from '../../api/apps.js';
import { listRecords } from '../../api/records.js';
import { useSettled } from '../../ui/use-settled.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { shellWords } from './shell-words.js';

export interface Found {
  key: string;
  title: string;
  /** What tells more than a bare number. */
  about?: string | undefined;
  kind: string;
  to: string;
}

const mostForms = 8;
const mostRecords = 5;

function searchableForms(data: AppData | undefined): Form[] {
  if (!data) return [];
  const inMenu = data.app.menu
    .flatMap((item) => (item.type === 'group' ? item.items : [item]))
    .flatMap((item) => (item.type === 'form' ? [item.form] : []));
  const rank = (form: Form) => (inMenu.includes(form.id) ? inMenu.indexOf(form.id) : inMenu.length);
  return data.forms
    .filter((form) => form.title !== undefined && data.access[form.id]?.read)
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, mostForms);
}

const aboutOf = (value: unknown) => (typeof value === 'string' ? value : undefined);

/** Pages and lists by name at once, records a moment after typing has stopped. */
export function useSearch(current: string | undefined, words: string) {
  const t = useWords(shellWords);
  const text = useText();
  const settled = useSettled(words.trim());
  const { data: apps } = useApps();
  // Outside of an app the first one is meant, which for most people is the only one.
  const app = current ?? apps?.[0]?.id;
  const { data } = useAppData(app);
  const forms = settled === '' ? [] : searchableForms(data);
  const subtitleOf = ({ id, subtitle }: Form) =>
    subtitle !== undefined && data?.access[id]?.hidden.includes(subtitle) ? undefined : subtitle;
  const answers = useQueries({
    queries: forms.map((form) => ({
      queryKey: ['records', app, form.id, 'search', settled],
      queryFn: () =>
        listRecords(app as string, form.id, {
          search: settled,
          pageSize: mostRecords,
          count: 'none',
          fields: [form.title, subtitleOf(form)].filter((path) => path !== undefined),
        }),
    })),
  });
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
  const records = forms.flatMap((form, index) =>
    (answers[index]?.data?.records ?? []).map((record: RecordData) => ({
      key: record.id,
      title: String(record[form.title as string] ?? record.id),
      about: aboutOf(record[subtitleOf(form) ?? '']),
      kind: text(form.label),
      to: `/apps/${app}/forms/${form.id}/${record.id}`,
    })),
  );
  const isSearching = settled !== words.trim() || answers.some((answer) => answer.isPending);
  return { results: [...records, ...named].slice(0, 30), isSearching };
}
