import type { Types } from '@fieldwork/expression';
import {
  type Figure,
  type Form,
  fieldTypeOf,
  figureTypes,
  formTypes,
  type Locale,
  localize,
  prefixed,
  withOld,
} from '@fieldwork/metadata';
import { isSystemColumn, systemLabels } from '../../runtime/filters/system-labels.js';

/** What expressions call things: paths in documents, words for people. */
export interface Names {
  types: Types;
  /** Path → words; every path of `types` has some. */
  words: ReadonlyMap<string, string>;
  /** Words → path; of two with the same words the first one has them. */
  paths: ReadonlyMap<string, string>;
  /** Names inside the rows of a sub-table. */
  rows: ReadonlyMap<string, Names>;
}

export function namesFrom(
  types: Types,
  wordOf: (path: string) => string,
  rows: ReadonlyMap<string, Names>,
): Names {
  const words = new Map<string, string>();
  const paths = new Map<string, string>();
  for (const path of Object.keys(types)) {
    const word = wordOf(path).replace(/[[\]]/g, '');
    // Two fields with one name: the later is called by its path, so that every name leads to one field.
    const name = word === '' || paths.has(word) ? path : word;
    words.set(path, name);
    paths.set(name, path);
  }
  return { types, words, paths, rows };
}

const ownWords: Record<string, { 'zh-CN': string; en: string }> = {
  id: { 'zh-CN': '编号', en: 'id' },
  version: { 'zh-CN': '修改次数', en: 'version' },
};
const oldWord = { 'zh-CN': '原', en: 'former' };

/** Names for expressions over a record of this form; `isChange` adds the values before the change. */
export function namesOf(
  form: Form,
  forms: ReadonlyMap<string, Form>,
  locale: Locale,
  isChange = false,
): Names {
  const wordIn = (target: Form | undefined, path: string, depth = 0): string => {
    const [head = '', ...rest] = path.split('.');
    if (head === 'old') return `${localize(oldWord, locale)} ${wordIn(target, rest.join('.'))}`;
    if (isSystemColumn(head)) return localize(systemLabels[head], locale);
    const field = target?.fields.find(({ id }) => id === head);
    const own = localize(field?.label ?? ownWords[head] ?? head, locale);
    if (rest.length === 0 || depth > 1) return own;
    const part = field && fieldTypeOf(field).memberLabels?.[rest.join('.')];
    if (part) return `${own}·${localize(part, locale)}`;
    const next = field?.form === undefined ? undefined : forms.get(field.form);
    return `${own}·${wordIn(next, rest.join('.'), depth + 1)}`;
  };
  const types = ownFirst(formTypes(form, forms), form);
  const rows = new Map<string, Names>();
  for (const field of form.fields) {
    const type = types[field.id];
    if (!field.fields || type?.kind !== 'rows') continue;
    const columns = new Map(field.fields.map((column) => [column.id, localize(column.label, locale)]));
    rows.set(
      field.id,
      namesFrom(type.members, (path) => columns.get(path) ?? path, new Map()),
    );
  }
  return namesFrom(isChange ? withOld(types) : types, (path) => wordIn(form, path), rows);
}

/** The form's own fields before what every record has and what is reached through references. */
function ownFirst(types: Types, form: Form): Types {
  const own = new Set(form.fields.map(({ id }) => id));
  const rank = (path: string) => (own.has(path) ? 0 : path.includes('.') ? 2 : 1);
  return Object.fromEntries(Object.entries(types).toSorted(([a], [b]) => rank(a) - rank(b)));
}

/** Names inside a row: its own columns, and the record's fields through `parent.`. */
export function rowNamesOf(outer: Names, subTable: string, columns: Types, locale: Locale): Names {
  const inner = outer.rows.get(subTable);
  const types: Record<string, Types[string]> = { ...columns };
  for (const [path, type] of Object.entries(outer.types)) types[`parent.${path}`] = type;
  const parent = locale === 'zh-CN' ? '主表' : 'record';
  return namesFrom(
    types,
    (path) =>
      path.startsWith('parent.')
        ? `${parent}·${outer.words.get(path.slice(7)) ?? path}`
        : (inner?.words.get(path) ?? path),
    new Map(),
  );
}

/** Names for a picker's filter: fields of the other form, and through `current.` those of the record at hand. */
export function filterNamesOf(target: Names, own: Names, locale: Locale): Names {
  const types: Record<string, Types[string]> = { ...target.types };
  for (const [path, type] of Object.entries(own.types)) types[`current.${path}`] = type;
  const here = locale === 'zh-CN' ? '本表' : 'this record';
  return namesFrom(
    types,
    (path) =>
      path.startsWith('current.')
        ? `${here}·${own.words.get(path.slice(8)) ?? path}`
        : (target.words.get(path) ?? path),
    target.rows,
  );
}

const selfWord = { 'zh-CN': '被统计的记录', en: 'the record counted' };

/** The same names and the record that a figure counts, to be compared with the one at hand. */
export function withSelf(names: Names, form: string, locale: Locale): Names {
  return namesFrom(
    { ...names.types, self: { kind: 'reference', form } },
    (path) => (path === 'self' ? localize(selfWord, locale) : (names.words.get(path) ?? path)),
    names.rows,
  );
}

/** The same names and those of figures over other records. */
export function withFigures(
  names: Names,
  figures: readonly Figure[] | undefined,
  form: Form,
  forms: ReadonlyMap<string, Form>,
  locale: Locale,
): Names {
  if (!figures || figures.length === 0) return names;
  const labels = new Map(figures.map(({ id, label }) => [`figure.${id}`, localize(label ?? id, locale)]));
  return namesFrom(
    { ...names.types, ...figureTypes(figures, form, forms) },
    (path) => labels.get(path) ?? names.words.get(path) ?? path,
    names.rows,
  );
}

const candidateWord = { 'zh-CN': '候选', en: 'candidate' };

/** The same names and those of a candidate, each after `candidate.`. */
export function withCandidate(
  names: Names,
  candidate: Form | undefined,
  forms: ReadonlyMap<string, Form>,
  locale: Locale,
): Names {
  if (!candidate) return names;
  const theirs = namesOf(candidate, forms, locale);
  const head = localize(candidateWord, locale);
  const own = prefixed('candidate', { ...theirs.types, id: { kind: 'reference', form: candidate.id } });
  return namesFrom(
    { ...names.types, ...own },
    (path) =>
      path.startsWith('candidate.')
        ? `${head}·${theirs.words.get(path.slice('candidate.'.length)) ?? path}`
        : (names.words.get(path) ?? path),
    names.rows,
  );
}
