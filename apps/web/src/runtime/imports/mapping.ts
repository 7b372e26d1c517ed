import type { ImportColumn, ImportPreview } from '@fieldwork/api-contract';
import {
  type Field,
  type FieldTypeName,
  type Form,
  fieldTypeOf,
  fieldTypes,
  localize,
} from '@fieldwork/metadata';

type PreviewColumn = ImportPreview['columns'][number];

/** What becomes of one column: a new field, an existing one, or nothing (`field` empty). */
export interface Mapping {
  column: number;
  field: string;
  type: FieldTypeName;
  label: string;
  dateOrder: PreviewColumn['dateOrder'];
  emptyWords: string[];
  matchBy: string | null;
}

/** Types a column of text can become without knowing more than the text. */
export const importableTypes = (Object.keys(fieldTypes) as FieldTypeName[]).filter(
  (name) =>
    ![
      'reference',
      'sub_table',
      'member',
      'members',
      'department',
      'attachment',
      'photo',
      'location',
      'signature',
      'auto_number',
      'formula',
      'rich_text',
    ].includes(name),
);

export function newFormMapping(preview: ImportPreview): Mapping[] {
  return preview.columns.map((column) => ({
    column: column.column,
    field: column.suggestedField,
    type: column.suggestedType,
    label: column.header,
    dateOrder: column.dateOrder,
    emptyWords: column.emptyWords,
    matchBy: null,
  }));
}

/** Fields that an import can fill. */
export function targetFields(form: Form, readOnly: readonly string[]): Field[] {
  return form.fields.filter(
    (field) =>
      !field.fields &&
      field.compute === undefined &&
      !readOnly.includes(field.id) &&
      fieldTypeOf(field).column(field) !== null &&
      field.type !== 'formula',
  );
}

const plain = (text: string) =>
  text
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, '');

/** Columns find the fields of the same name, in either language or by id. */
export function intoFormMapping(preview: ImportPreview, fields: readonly Field[]): Mapping[] {
  const taken = new Set<string>();
  return preview.columns.map((column) => {
    const wanted = plain(column.header);
    const found = fields.find(
      (field) =>
        !taken.has(field.id) &&
        [field.id, localize(field.label, 'zh-CN'), localize(field.label, 'en')].some(
          (name) => plain(name) === wanted,
        ),
    );
    if (found) taken.add(found.id);
    return {
      column: column.column,
      field: found?.id ?? '',
      type: found?.type ?? column.suggestedType,
      label: column.header,
      dateOrder: column.dateOrder,
      emptyWords: column.emptyWords,
      matchBy: null,
    };
  });
}

/** The mapping as the API takes it; columns without a field are left out. */
export function importColumns(mappings: readonly Mapping[], isNewForm: boolean): ImportColumn[] {
  return mappings
    .filter(({ field }) => field !== '')
    .map(({ column, field, type, label, dateOrder, emptyWords, matchBy }) => ({
      column,
      field,
      ...(isNewForm ? { type, label } : {}),
      ...(dateOrder && (type === 'date' || type === 'datetime') ? { dateOrder } : {}),
      ...(matchBy ? { matchBy } : {}),
      ...(emptyWords.length > 0 ? { emptyWords } : {}),
    }));
}
