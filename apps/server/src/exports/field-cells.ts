import {
  type Field,
  type Form,
  fieldTypeOf,
  isSystemField,
  type Locale,
  localize,
  systemTypes,
} from '@fieldwork/metadata';
import { localMoment } from './local-moment.js';
import { type SheetCell, text } from './sheet-cell.js';

interface Surroundings {
  locale: Locale;
  timeZone: string;
}

type Writer = (value: unknown, field: Field, around: Surroundings) => SheetCell;

const titleOf = (value: unknown): string => {
  const { title, name, id } = value as { title?: string | null; name?: string; id?: string };
  return title ?? name ?? id ?? '';
};

const optionText = (value: unknown, field: Field, locale: Locale): string =>
  localize(field.options?.find(({ id }) => id === value)?.label, locale) || String(value);

/** How values are written by the kind of their type; what is not named is text. */
const byType: Partial<Record<string, Writer>> = {
  number: (value) => ({ kind: 'number', value: String(value) }),
  date: (value) => ({ kind: 'date', value: String(value) }),
  datetime: (value, _field, { timeZone }) => ({
    kind: 'datetime',
    value: localMoment(String(value), timeZone),
  }),
  boolean: (value, _field, { locale }) => text(localize(value === true ? yes : no, locale)),
  choice: (value, field, { locale }) => text(optionText(value, field, locale)),
  reference: (value) => text(titleOf(value)),
};
const yes = { 'zh-CN': '是', en: 'Yes' };
const no = { 'zh-CN': '否', en: 'No' };

/** A value of a record as a cell: words instead of ids, figures exact, moments by the reader's clock. */
export function fieldCell(value: unknown, field: Field, around: Surroundings): SheetCell {
  if (value === null || value === undefined || value === '') return null;
  if (field.fields) return text(rowsText(value, field, around));
  const definition = fieldTypeOf(field);
  if (definition.words) {
    const momentOf = (at: string) => localMoment(at, around.timeZone).replace('T', ' ');
    return text(localize(definition.words(value, momentOf), around.locale));
  }
  const type = definition.type(field);
  const write = byType[type?.kind ?? ''];
  if (write) return write(value, field, around);
  if (Array.isArray(value))
    return text(
      value
        .map((one) => (typeof one === 'object' ? titleOf(one) : optionText(one, field, around.locale)))
        .join('、'),
    );
  return text(typeof value === 'object' ? Object.values(value).filter(isWord).join(' ') : String(value));
}

const isWord = (part: unknown): boolean => typeof part === 'string' && !/^\d{6}$/.test(part);

/** Rows of a sub-table, a line each: `备件: 压缩机 / 数量: 2`. */
function rowsText(value: unknown, field: Field, around: Surroundings): string {
  if (!Array.isArray(value)) return '';
  return value
    .map((row: Record<string, unknown>) =>
      (field.fields ?? [])
        .flatMap((column) => {
          const cell = fieldCell(row[column.id], column, around);
          return cell === null ? [] : [`${localize(column.label, around.locale)}: ${cell.value}`];
        })
        .join(' / '),
    )
    .join('\n');
}

const systemLabels: Record<string, { 'zh-CN': string; en: string }> = {
  id: { 'zh-CN': '标识', en: 'ID' },
  version: { 'zh-CN': '版本', en: 'Version' },
  created_at: { 'zh-CN': '创建时间', en: 'Created at' },
  updated_at: { 'zh-CN': '更新时间', en: 'Updated at' },
  created_by: { 'zh-CN': '创建人', en: 'Created by' },
  updated_by: { 'zh-CN': '更新人', en: 'Updated by' },
  owner: { 'zh-CN': '负责人', en: 'Owner' },
  department: { 'zh-CN': '部门', en: 'Department' },
};

/** A column of the export: a field, or one of the columns every record has. */
export interface ExportColumn {
  path: string;
  label: string;
  cell: (record: Record<string, unknown>, around: Surroundings) => SheetCell;
}

export function exportColumn(path: string, form: Form, locale: Locale): ExportColumn | null {
  if (isSystemField(path)) {
    const kind = systemTypes[path]?.kind ?? 'text';
    const field = { id: path, type: 'text', label: path } as Field;
    const write = byType[kind] ?? ((value) => text(String(value)));
    return {
      path,
      label: localize(systemLabels[path], locale) || path,
      cell: (record, around) => (record[path] == null ? null : write(record[path], field, around)),
    };
  }
  const field = form.fields.find(({ id }) => id === path);
  return field
    ? {
        path,
        label: localize(field.label, locale),
        cell: (record, around) => fieldCell(record[path], field, around),
      }
    : null;
}
