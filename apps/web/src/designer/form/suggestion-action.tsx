import { type Field, type Form, fieldOf, fieldTypeOf, type SuggestionAction } from '@fieldwork/metadata';
import { useWords } from '../../words/words.js';
import { FieldSelect } from '../intake/fields-select.js';
import { ColumnPairs } from './column-pairs.js';
import { findingWords } from './finding-words.js';
import { withProperty } from './type-settings.js';

export const actionKinds = ['attach', 'quote', 'checklist'] as const satisfies SuggestionAction['type'][];

const holdsText = (field: Field) => {
  const definition = fieldTypeOf(field);
  return definition.type(field)?.kind === 'text' || definition.isMarkup === true;
};
const isShown = (field: Field) => !field.fields && fieldTypeOf(field).column(field) !== null;
const columnTo = (field: Field, form: string) => field.fields?.find((column) => column.form === form);
const takes = (form: string) => (field: Field) => field.form === form || columnTo(field, form) !== undefined;

/** An action of this type that is in order; null where the two forms have no fields for it. */
export function beginAction(
  type: SuggestionAction['type'],
  form: Form,
  other: Form,
): SuggestionAction | null {
  if (type === 'attach') {
    const field = form.fields.find(takes(other.id));
    return field ? attachTo(field, other.id) : null;
  }
  if (type === 'quote') {
    const from = other.fields.find(holdsText);
    const to = form.fields.find((field) => holdsText(field) && fieldTypeOf(field).generated !== true);
    return from && to ? { type, from: from.id, to: to.id } : null;
  }
  const from = other.fields.find((field) => field.fields);
  const to = form.fields.find((field) => field.fields);
  return from && to ? { type, from: from.id, to: to.id, columns: sameColumns(from, to) } : null;
}

function attachTo(field: Field, form: string): SuggestionAction {
  const column = field.form === form ? undefined : columnTo(field, form);
  return { type: 'attach', field: field.id, ...(column ? { column: column.id } : {}) };
}

/** Columns that are called the same on both sides. */
function sameColumns(from: Field, to: Field): Record<string, string> {
  const theirs = new Set(from.fields?.map(({ id }) => id));
  return Object.fromEntries((to.fields ?? []).filter(({ id }) => theirs.has(id)).map(({ id }) => [id, id]));
}

interface ActionProps {
  action: SuggestionAction;
  form: Form;
  other: Form;
  onChange: (action: SuggestionAction) => void;
}

/** Which fields an action reads and writes. */
export function SuggestionActionSettings({ action, form, other, onChange }: ActionProps) {
  const t = useWords(findingWords);
  if (action.type === 'attach')
    return (
      <FieldSelect
        label={t('attach_to')}
        form={form}
        value={action.field}
        fits={takes(other.id)}
        onChange={(id) => {
          const field = id === undefined ? undefined : fieldOf(form, id);
          if (field) onChange(withProperty(attachTo(field, other.id), 'label', action.label));
        }}
      />
    );
  const ofRows = action.type === 'checklist';
  const fits = ofRows ? (field: Field) => field.fields !== undefined : holdsText;
  const write = (side: 'from' | 'to') => (id: string | undefined) => {
    if (id === undefined) return;
    const next = { ...action, [side]: id };
    if (next.type !== 'checklist') return onChange(next);
    const from = fieldOf(other, next.from);
    const to = fieldOf(form, next.to);
    onChange({ ...next, columns: from && to ? sameColumns(from, to) : {} });
  };
  return (
    <>
      <FieldSelect
        label={t('taken_from')}
        form={other}
        value={action.from}
        fits={ofRows ? fits : isShown}
        onChange={write('from')}
      />
      <FieldSelect label={t('put_into')} form={form} value={action.to} fits={fits} onChange={write('to')} />
      {ofRows && (
        <ColumnPairs
          from={fieldOf(other, action.from)?.fields ?? []}
          to={fieldOf(form, action.to)?.fields ?? []}
          value={action.columns}
          onChange={(columns) => onChange({ ...action, columns })}
        />
      )}
    </>
  );
}
