import { type Field, type Form, fieldTypeOf, type SyncSides } from '@fieldwork/metadata';
import { Select } from 'antd';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { Setting } from '../parts/setting.js';
import { useFormDesign } from './form-design.js';
import { formDesignWords } from './form-words.js';
import { withProperty } from './type-settings.js';

const sides = ['planning', 'execution'] as const;

/** Whose value stands in a field that the office and a phone without signal have both changed. */
export function SyncSidesSettings() {
  const t = useWords(formDesignWords);
  const text = useText();
  const { form, change } = useFormDesign();
  const declared: SyncSides = form.sync ?? { planning: [], execution: [] };
  const write = (side: (typeof sides)[number], fields: string[]) =>
    change((before) => withProperty(before, 'sync', withSide(before, side, fields)), `form sync ${side}`);
  const options = form.fields
    .filter(canBeWritten)
    .map(({ id, label }) => ({ value: id, label: text(label) }));
  return sides.map((side) => (
    <Setting key={side} label={t(`sync_${side}`)} hint={t(`sync_${side}_hint`)}>
      <Select
        mode="multiple"
        aria-label={t(`sync_${side}`)}
        placeholder={t('sync_latest')}
        optionFilterProp="label"
        value={declared[side]}
        onChange={(fields) => write(side, fields)}
        options={options}
      />
    </Setting>
  ));
}

/** A field belongs to one side: the other one lets go of it. */
function withSide(
  form: Form,
  side: (typeof sides)[number],
  fields: readonly string[],
): SyncSides | undefined {
  const { planning = [], execution = [] } = form.sync ?? {};
  const others = (side === 'planning' ? execution : planning).filter((id) => !fields.includes(id));
  if (fields.length + others.length === 0) return undefined;
  return side === 'planning'
    ? { planning: [...fields], execution: others }
    : { planning: others, execution: [...fields] };
}

function canBeWritten(field: Field): boolean {
  const type = fieldTypeOf(field);
  return !type.generated && (field.fields !== undefined || type.column(field) !== null);
}
