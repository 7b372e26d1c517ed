import type { ExpressionJson, Timeline } from '@fieldwork/metadata';
import { useMemo } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import { useRecords } from '../../api/records.js';
import { useText } from '../../words/texts.js';
import { absenceOf, resourceOf, workOf } from './board-model.js';
import { type BoardTime, spanOf } from './board-time.js';

const dayMs = 86_400_000;
const mostRows = 500;

function all(...parts: (ExpressionJson | undefined)[]): ExpressionJson {
  return { and: parts.filter((part) => part !== undefined) };
}
const heads = (paths: readonly (string | undefined)[]): string[] => [
  ...new Set(paths.flatMap((path) => path?.split('.')[0] ?? [])),
];

/** All that a board shows for these days, kept fresh by the server's events; `narrowing` is of what waits. */
export function useBoard(page: Timeline, time: BoardTime, narrowing: ExpressionJson | undefined) {
  const scope = useAppScope();
  const localize = useText();
  const { resources, records, away } = page;
  const { from, to } = useMemo(() => spanOf(time), [time]);
  const iso = (at: number) => new Date(at).toISOString();
  const form = scope.forms.get(records.form);
  const workFields = heads([
    records.resource,
    records.start,
    records.end,
    records.duration?.field,
    records.title,
    records.subtitle,
    records.priority,
    records.due,
    records.window?.from,
    records.window?.to,
    form?.title,
    form?.status,
    ...(records.place ?? []),
  ]);
  const people = useRecords(scope.id, resources.form, {
    filter: resources.filter,
    pageSize: 200,
    count: 'none',
  });
  const planned = useRecords(scope.id, records.form, {
    filter: all(
      records.filter,
      { isNotEmpty: [{ var: records.resource }] },
      { '>=': [{ var: records.start }, iso(from - dayMs)] },
      { '<': [{ var: records.start }, iso(to)] },
    ),
    fields: workFields,
    sort: [records.start],
    pageSize: mostRows,
    count: 'none',
  });
  const waiting = useRecords(scope.id, records.form, {
    filter: narrowing === undefined ? page.unassigned.filter : all(page.unassigned.filter, narrowing),
    fields: workFields,
    sort: page.unassigned.sort?.map(({ field, direction }) =>
      direction === 'descending' ? `-${field}` : field,
    ),
    pageSize: 200,
  });
  const absent = useRecords(
    scope.id,
    away?.form ?? '',
    {
      filter:
        away &&
        all(away.filter, { '<': [{ var: away.start }, iso(to)] }, { '>': [{ var: away.end }, iso(from)] }),
      pageSize: mostRows,
      count: 'none',
    },
    away !== undefined && scope.access(away.form).read,
  );
  const peopleForm = scope.forms.get(resources.form);
  const awayForm = away && scope.forms.get(away.form);
  const built = useMemo(() => {
    const rows = peopleForm
      ? (people.data?.records ?? []).map((record) => resourceOf(page, peopleForm, record, localize))
      : [];
    const byPerson = new Map(rows.flatMap((row) => (row.person ? [[row.person, row.id] as const] : [])));
    const idsOf = new Set(rows.map(({ id }) => id));
    const works = (form ? (planned.data?.records ?? []) : []).flatMap((record) => {
      const work = form && workOf(page, form, record, localize);
      if (!work) return [];
      // A member field names the user; the row is the one that stands for him.
      const resource =
        work.resource && !idsOf.has(work.resource) ? (byPerson.get(work.resource) ?? null) : work.resource;
      return [{ ...work, resource }];
    });
    const isOn = ({ start, end }: { start: number | null; end: number | null }) =>
      start !== null && end !== null && start < to && end > from;
    return {
      resources: rows.toSorted((a, b) => a.group.localeCompare(b.group) || a.name.localeCompare(b.name)),
      works: works.filter(isOn),
      waiting: form
        ? (waiting.data?.records ?? []).map((record) => workOf(page, form, record, localize))
        : [],
      absences:
        away && awayForm
          ? (absent.data?.records ?? []).flatMap(
              (record) => absenceOf(away, awayForm, record, localize) ?? [],
            )
          : [],
    };
  }, [
    page,
    people.data,
    planned.data,
    waiting.data,
    absent.data,
    peopleForm,
    form,
    away,
    awayForm,
    localize,
    from,
    to,
  ]);
  return {
    ...built,
    waitingCount: waiting.data?.meta.total ?? built.waiting.length,
    isPending: people.isPending || planned.isPending || waiting.isPending,
    error: people.error ?? planned.error ?? waiting.error,
  };
}
