import {
  type DecisionTable,
  type Form,
  fieldOf,
  inputType,
  outputType,
  type TableInput,
  type TableOutput,
  tableTypes,
} from '@fieldwork/metadata';
import { useMemo } from 'react';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import type { ColumnNames } from './cell-text.js';
import { tableWords } from './table-words.js';

export interface TableColumn extends ColumnNames {
  id: string;
  label: string;
  kind: 'input' | 'output';
}

/** The columns of a table as the grid needs them: names of options in the reader's language. */
export function useColumns(table: DecisionTable, forms: ReadonlyMap<string, Form>): TableColumn[] {
  const t = useWords(tableWords);
  const v = useWords(verbs);
  const text = useText();
  return useMemo(() => {
    const types = tableTypes(table, forms);
    const words = {
      yes: t('yes'),
      no: t('no'),
      empty: t('empty'),
      not_empty: t('not_empty'),
      not: (values: string) => t('not', { values }),
      comma: v('comma'),
    };
    const named = (options: TableInput['options']) =>
      (options ?? []).map(({ id, label }) => ({ id, name: text(label) }));
    const inputs = table.inputs.map((input): TableColumn => {
      const type = inputType(input, types) ?? { kind: 'text' };
      const options = input.options ?? optionsBehind(input, table, forms);
      return { id: input.id, label: text(input.label), kind: 'input', type, options: named(options), words };
    });
    const outputs = table.outputs.map(
      (output: TableOutput): TableColumn => ({
        id: output.id,
        label: text(output.label),
        kind: 'output',
        type: outputType(output),
        options: named(output.options),
        words,
      }),
    );
    return [...inputs, ...outputs];
  }, [table, forms, t, text]);
}

/** The options of the field that an input looks at. */
function optionsBehind(
  { expression }: TableInput,
  table: DecisionTable,
  forms: ReadonlyMap<string, Form>,
): TableInput['options'] {
  const path =
    typeof expression === 'object' && expression !== null ? (expression as { var?: unknown }).var : undefined;
  const form = forms.get(table.form ?? '');
  if (typeof path !== 'string' || !form) return undefined;
  const [head = '', member] = path.split('.');
  const own = fieldOf(form, head);
  const target = own?.form === undefined ? undefined : forms.get(own.form);
  const field = member === undefined ? own : target && fieldOf(target, member);
  return field?.options?.map(({ id, label }) => ({ id, label }));
}
