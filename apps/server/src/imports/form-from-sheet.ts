import type { ImportFormBody } from '@fieldwork/api-contract';
import type { Field, FieldPlace, Form } from '@fieldwork/metadata';
import { optionColors } from '@fieldwork/metadata';
import { optionIdFor } from './field-names.js';
import type { Guess } from './guess.js';

/** A form made out of a sheet's columns: typed fields, options from the values, a layout in two columns, a title. */
export function formFromSheet(id: string, body: ImportFormBody, guesses: readonly Guess[]): Form {
  const fields = body.columns.map((column): Field => {
    const type = column.type ?? 'text';
    const field: Field = { id: column.field, type, label: column.label ?? column.field };
    const guess = guesses[column.column];
    if (type === 'choice' || type === 'choices') field.options = optionsOf(guess?.values ?? []);
    return field;
  });
  const title = titleOf(body, fields, guesses);
  const form: Form = {
    kind: 'form',
    schema: 1,
    id,
    label: body.form.label,
    icon: 'table',
    fields,
    layout: fields.map((field): FieldPlace => {
      const isWide = field.type === 'long_text' || field.type === 'rich_text';
      return { kind: 'field', field: field.id, span: isWide ? 24 : 12 };
    }),
  };
  if (title !== undefined) form.title = title;
  const status = fields.find(
    (field) => field.options && /^(status|state|状态|incident_state)$/i.test(field.id),
  );
  if (status) form.status = status.id;
  return form;
}

function optionsOf(values: readonly string[]): NonNullable<Field['options']> {
  const taken = new Set<string>();
  const options = values.slice(0, 500).map((words, index) => {
    const id = optionIdFor(words, index, taken);
    taken.add(id);
    return { id, label: words, color: optionColors[(index % (optionColors.length - 1)) + 1] as 'blue' };
  });
  return options.length > 0 ? options : [{ id: 'option_1', label: '选项 1' }];
}

/** What names a row: the first column without repetitions, else the first short text. */
function titleOf(
  body: ImportFormBody,
  fields: readonly Field[],
  guesses: readonly Guess[],
): string | undefined {
  const texts = body.columns.filter((_, index) => fields[index]?.type === 'text');
  const unique = texts.find((column) => guesses[column.column]?.isUnique);
  return (unique ?? texts[0])?.field;
}
