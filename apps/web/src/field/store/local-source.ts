import type { RecordData } from '@fieldwork/api-contract';
import { evaluateCondition } from '@fieldwork/expression';
import { type ExpressionJson, type Form, formTypes } from '@fieldwork/metadata';
import type { DataSource } from '../../api/data-source.js';
import { ProblemError } from '../../api/problem.js';
import type { ListParameters } from '../../api/records.js';
import type { FieldStore } from './field-store.js';
import { keepNewFile } from './new-file.js';

const usualPage = 20;

/** The phone's records as the pages of the workspace ask for them: filtered, searched, sorted, a page of them. */
export function localSource(store: FieldStore): DataSource {
  const urls = new Map<string, string>();
  return {
    session: () => store.snapshot.ground?.session ?? null,
    list(form, parameters) {
      const found = find(store, form, parameters);
      const size = parameters.pageSize ?? usualPage;
      const page = parameters.page ?? 1;
      return {
        records: found.slice((page - 1) * size, page * size),
        meta: { page, pageSize: size, total: found.length },
      };
    },
    read(form, id) {
      const record = store.snapshot.records.get(form)?.get(id);
      if (!record) throw new ProblemError(404, null);
      return record;
    },
    keepFile: (file) => keepNewFile(store, file),
    fileUrl(id) {
      const file = store.snapshot.files.get(id) ?? store.snapshot.downloads.get(id);
      if (!file) return null;
      const known = urls.get(id) ?? URL.createObjectURL(file.blob);
      urls.set(id, known);
      return known;
    },
  };
}

function find(store: FieldStore, id: string, { filter, search, sort }: ListParameters): RecordData[] {
  const { engines } = store;
  const form = engines?.forms.get(id);
  if (!engines || !form) return [];
  const all = [...(store.snapshot.records.get(id)?.values() ?? [])];
  const words = (search ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const found = all.filter(
    (record) =>
      holds(form, filter, record, store) && words.every((word) => searchText(form, record).includes(word)),
  );
  return sorted(found, sort ?? []);
}

/** Whether a condition over a form's record holds of it, as the phone knows it. */
export function holds(
  form: Form,
  filter: ExpressionJson | undefined,
  record: RecordData,
  { engines }: Pick<FieldStore, 'engines'>,
): boolean {
  if (filter === undefined || filter === true) return true;
  if (!engines) return false;
  const types = formTypes(form, engines.forms);
  return evaluateCondition(filter as never, { types, values: record, context: engines.context() });
}

const searched = new WeakMap<RecordData, string>();

/** Everything that is written in a record, in small letters; titles of what it refers to included. */
function searchText(form: Form, record: RecordData): string {
  let text = searched.get(record);
  if (text === undefined) {
    text = form.fields
      .map(({ id }) => wordsOf(record[id]))
      .join(' ')
      .toLowerCase();
    searched.set(record, text);
  }
  return text;
}

function wordsOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const title = typeof value === 'object' && value !== null ? (value as { title?: unknown }).title : null;
  return typeof title === 'string' ? title : '';
}

export function sorted(records: readonly RecordData[], sort: readonly string[]): RecordData[] {
  return records.toSorted((a, b) => {
    for (const key of sort) {
      const field = key.replace(/^-/, '');
      const order = compare(a[field], b[field]);
      if (order !== 0) return key.startsWith('-') ? -order : order;
    }
    return 0;
  });
}

/** What is empty comes last in either direction's own order, as in the lists of the server. */
function compare(a: unknown, b: unknown): number {
  const [first, second] = [plain(a), plain(b)];
  if (first === second) return 0;
  if (first === '') return 1;
  if (second === '') return -1;
  const [x, y] = [Number(first), Number(second)];
  if (!Number.isNaN(x) && !Number.isNaN(y)) return x - y;
  return first < second ? -1 : 1;
}

function plain(value: unknown): string {
  return typeof value === 'object' ? wordsOf(value) : String(value ?? '');
}
