import type { RecordData } from '@fieldwork/api-contract';
import type { Values } from '@fieldwork/form-engine';
import { type Form, fieldOf, fieldTypeOf, idOf, type SuggestionAction } from '@fieldwork/metadata';
import { newId } from '../../api/new-id.js';

type Changes = Record<string, unknown>;
type Row = Record<string, unknown>;
type ActionOf<K extends SuggestionAction['type']> = Extract<SuggestionAction, { type: K }>;

const changes: {
  [K in SuggestionAction['type']]: (
    action: ActionOf<K>,
    form: Form,
    other: Form,
    values: Values,
    record: RecordData,
  ) => Changes | null;
} = {
  attach: ({ field, column }, _form, other, values, record) => {
    const reference = {
      id: record.id,
      title: other.title === undefined ? null : (record[other.title] ?? null),
    };
    if (column === undefined) return { [field]: reference };
    return { [field]: [...rowsOf(values[field]), { id: newId(), [column]: reference }] };
  },
  quote: ({ from, to }, form, other, values, record) => {
    const source = fieldOf(other, from);
    const target = fieldOf(form, to);
    const value = record[from];
    if (!source || !target || typeof value !== 'string' || value === '') return null;
    const [hasMarkup, takesMarkup] = [source, target].map((field) => fieldTypeOf(field).isMarkup === true);
    const quoted =
      hasMarkup && !takesMarkup ? lines(value) : !hasMarkup && takesMarkup ? paragraphs(value) : value;
    const before = typeof values[to] === 'string' && values[to] !== '' ? values[to] : null;
    return { [to]: before === null ? quoted : `${before}${takesMarkup ? '' : '\n'}${quoted}` };
  },
  checklist: ({ from, to, columns }, _form, _other, values, record) => {
    const added = rowsOf(record[from]).map((row) => ({
      // A row is told apart from others by its id, also where it is written twice before it is sent.
      id: newId(),
      ...Object.fromEntries(Object.entries(columns).map(([own, theirs]) => [own, row[theirs] ?? null])),
    }));
    return added.length === 0 ? null : { [to]: [...rowsOf(values[to]), ...added] };
  },
};

const held: {
  [K in SuggestionAction['type']]: (action: ActionOf<K>, values: Values, changes: Changes) => boolean;
} = {
  attach: ({ field, column }, values, changes) => {
    const added = column === undefined ? changes[field] : rowsOf(changes[field]).at(-1)?.[column];
    const have = column === undefined ? [values[field]] : rowsOf(values[field]).map((row) => row[column]);
    return have.some((one) => idOf(one) !== null && idOf(one) === idOf(added));
  },
  quote: ({ to }, values, changes) => {
    const [before, after] = [values[to], changes[to]];
    if (typeof before !== 'string' || typeof after !== 'string') return false;
    return before.includes(after.slice(before.length).trim());
  },
  checklist: ({ to, columns }, values, changes) => {
    const have = rowsOf(values[to]);
    const isThere = (row: Row) =>
      have.some((one) => Object.keys(columns).every((id) => (one[id] ?? null) === (row[id] ?? null)));
    return rowsOf(changes[to]).slice(have.length).every(isThere);
  },
};

/** Whether the record at hand has already all that an action would set. */
export function isHeld(action: SuggestionAction, values: Values, changes: Record<string, unknown>): boolean {
  return held[action.type](action as never, values, changes);
}

/** What an action on a suggested record sets in the record at hand; null where there is nothing to take. */
export function changesOf(
  action: SuggestionAction,
  form: Form,
  other: Form,
  values: Values,
  record: RecordData,
): Changes | null {
  return changes[action.type](action as never, form, other, values, record);
}

function rowsOf(value: unknown): Row[] {
  return Array.isArray(value) ? (value as Row[]) : [];
}

/** The words of a marked-up text, a line per block; lists are numbered as they are shown. */
function lines(html: string): string {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const blocks = [...page.body.querySelectorAll('p, li, h1, h2, h3, h4, tr, pre')];
  const texts = blocks.map((block) => {
    const words = block.textContent?.trim() ?? '';
    const list = block.tagName === 'LI' && block.parentElement?.tagName === 'OL' ? block.parentElement : null;
    return list ? `${[...list.children].indexOf(block) + 1}. ${words}` : words;
  });
  return blocks.length === 0
    ? (page.body.textContent?.trim() ?? '')
    : texts.filter((line) => line !== '').join('\n');
}

function paragraphs(text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return escaped
    .split('\n')
    .map((line) => `<p>${line}</p>`)
    .join('');
}
