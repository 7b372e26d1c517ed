import type { ExpressionJson } from '@fieldwork/metadata';
import { useSearchParams } from 'react-router';

export interface ListState {
  view: string | null;
  /** What the user added beside the view's own filter. */
  filter: ExpressionJson | undefined;
  search: string;
  sort: string[] | null;
  page: number;
  pageSize: number;
  isBin: boolean;
  /** The record whose panel is open. */
  record: string | null;
}

const usualPageSize = 50;

function readJson(text: string | null): ExpressionJson | undefined {
  if (text === null) return undefined;
  try {
    return JSON.parse(text) as ExpressionJson;
  } catch {
    return undefined;
  }
}

function readState(parameters: URLSearchParams): ListState {
  return {
    view: parameters.get('view'),
    filter: readJson(parameters.get('filter')),
    search: parameters.get('q') ?? '',
    sort: parameters.get('sort')?.split(',') ?? null,
    page: Math.max(1, Number(parameters.get('page')) || 1),
    pageSize: Number(parameters.get('size')) || usualPageSize,
    isBin: parameters.get('bin') === '1',
    record: parameters.get('record'),
  };
}

function writeState(state: ListState): URLSearchParams {
  const entries: [string, string | null][] = [
    ['view', state.view],
    ['filter', state.filter === undefined ? null : JSON.stringify(state.filter)],
    ['q', state.search || null],
    ['sort', state.sort?.join(',') ?? null],
    ['page', state.page > 1 ? String(state.page) : null],
    ['size', state.pageSize === usualPageSize ? null : String(state.pageSize)],
    ['bin', state.isBin ? '1' : null],
    ['record', state.record],
  ];
  return new URLSearchParams(entries.filter((entry): entry is [string, string] => entry[1] !== null));
}

/** The list as its address says it: a link shows somebody else the same. */
export function useListState(): [ListState, (change: Partial<ListState>) => void] {
  const [parameters, setParameters] = useSearchParams();
  const state = readState(parameters);
  const change = (next: Partial<ListState>) => {
    // Another question begins on its first page.
    const asksAnew = ['view', 'filter', 'search', 'sort', 'pageSize', 'isBin'].some((key) => key in next);
    setParameters(
      (before) => writeState({ ...readState(before), ...(asksAnew ? { page: 1 } : {}), ...next }),
      {
        replace: !('record' in next) || next.record !== null,
      },
    );
  };
  return [state, change];
}
