import type { RecordData } from '@fieldwork/api-contract';
import type { ExpressionJson, Form, View } from '@fieldwork/metadata';
import { useAppScope } from '../../api/app-scope.js';
import { useRecords } from '../../api/records.js';
import { textOf } from '../../widgets/widget.js';
import { fieldsOfFlags } from '../record/record-flag.js';
import { columnsOf, useColumnChoice, usualColumns } from './columns.js';
import type { ListState } from './use-list-state.js';

function both(a: ExpressionJson | undefined, b: ExpressionJson | undefined): ExpressionJson | undefined {
  if (a === undefined) return b;
  return b === undefined ? a : { and: [a, b] };
}

/** The view that is open: the one named, else the form's own view of everything. */
function viewOf(form: Form, id: string | null): View | undefined {
  const wholeView = form.views?.find(({ filter }) => filter === undefined);
  return form.views?.find((view) => view.id === id) ?? wholeView;
}

function sortOf(view: View | undefined): string[] {
  return (view?.sort ?? []).map(({ field, direction }) => `${direction === 'descending' ? '-' : ''}${field}`);
}

/** What a record is called wherever it is named. */
export function titleOf(form: Form, record: RecordData): string {
  const title = form.title === undefined ? '' : textOf(record[form.title]);
  return title || record.id.slice(0, 8);
}

/** What a list asks for, without its page: the same records taken elsewhere. */
export function useListQuestion(form: Form, state: ListState) {
  const view = viewOf(form, state.view);
  const filter = both(view?.filter, state.filter);
  const sort = state.sort ?? sortOf(view);
  return {
    ...(filter === undefined ? {} : { filter }),
    ...(state.search ? { search: state.search } : {}),
    ...(sort.length > 0 ? { sort } : {}),
  };
}

/** The records that a list shows, with its columns and order. */
export function useList(form: Form, state: ListState) {
  const scope = useAppScope();
  const view = viewOf(form, state.view);
  const { hidden } = scope.access(form.id);
  const all = columnsOf(form, hidden);
  const [choice, setChoice] = useColumnChoice(`${scope.id}.${form.id}.${view?.id ?? ''}`);
  const wanted = choice ?? view?.columns ?? usualColumns(form, all);
  const columns = wanted.flatMap((path) => all.find((column) => column.path === path) ?? []);
  const sort = state.sort ?? sortOf(view);
  const answer = useRecords(scope.id, form.id, {
    filter: state.isBin ? undefined : both(view?.filter, state.filter),
    search: state.search,
    sort,
    page: state.page,
    pageSize: state.pageSize,
    fields: [
      ...new Set([
        ...columns.map(({ path }) => path),
        form.title,
        form.status,
        view?.reading?.excerpt,
        ...fieldsOfFlags(form),
      ]),
    ].filter((path): path is string => path !== undefined),
    deleted: state.isBin ? 'only' : 'no',
  });
  return { view, all, columns, setChoice, sort, answer };
}
