import { check, type Type, type Types } from '@fieldwork/expression';
import type { DecisionTable, TableInput, TableOutput } from '../documents/decision-table.js';
import type { Form } from '../documents/form.js';
import { effectTypes } from '../effects/effect-types.js';

const none: Types = {};

/** What the expressions of a table can name: a record of its form, or nothing. */
export function tableTypes(table: DecisionTable, forms: ReadonlyMap<string, Form>): Types {
  const form = table.form === undefined ? undefined : forms.get(table.form);
  return form ? effectTypes(form, forms) : none;
}

/** The type of what an input looks at; null when its expression is not in order. */
export function inputType(input: TableInput, types: Types): Type | null {
  if (input.expression !== undefined && input.type === undefined)
    return check(input.expression as never, types).type;
  if (input.type === 'choice') return optionType(input.options);
  return { kind: input.type ?? 'text' };
}

/** The type of an output; minutes are a number. */
export function outputType(output: TableOutput): Type {
  if (output.type === 'choice') return optionType(output.options);
  return { kind: output.type === 'minutes' ? 'number' : output.type };
}

function optionType(options: TableInput['options'] = []): Type {
  return { kind: 'choice', options: options.map(({ id }) => id), words: options };
}
