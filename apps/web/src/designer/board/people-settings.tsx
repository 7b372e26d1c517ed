import type { Timeline } from '@fieldwork/metadata';
import { useWords } from '../../words/words.js';
import { ConditionField } from '../conditions/expression-field.js';
import { useGround } from '../conditions/use-ground.js';
import { FormSelect } from '../effects/form-select.js';
import { withProperty } from '../form/type-settings.js';
import { FieldSelect } from '../intake/fields-select.js';
import { CalendarSelect } from '../parts/calendar-select.js';
import { Setting } from '../parts/setting.js';
import { boardDesignWords } from './board-design-words.js';
import { isChoice, isLine, isMember, isPlace, isTime } from './board-fields.js';
import { PathSelect } from './path-select.js';

type People = Timeline['resources'];

/** The rows of the board: who is shown, in which groups, and when each of them works. */
export function PeopleSettings({ value, onChange }: { value: People; onChange: (value: People) => void }) {
  const t = useWords(boardDesignWords);
  const { form, ground } = useGround(value.form);
  const set = (key: keyof People) => (next: unknown) => onChange(withProperty(value, key, next));
  const firstTime = form.fields.find(isTime)?.id;
  const shift = (key: 'from' | 'to') => (id: string | undefined) => {
    const begun = { from: firstTime ?? '', to: firstTime ?? '', ...value.shift };
    set('shift')(id === undefined ? undefined : { ...begun, [key]: id });
  };
  return (
    <>
      <FormSelect
        label={t('people_form')}
        value={value.form}
        // Fields of the former form mean nothing in the new one.
        onChange={(next) => next !== value.form && onChange({ form: next })}
      />
      <ConditionField label={t('who')} ground={ground} value={value.filter} onChange={set('filter')} />
      <FieldSelect
        label={t('account')}
        form={form}
        value={value.person}
        fits={isMember}
        onChange={set('person')}
      />
      <PathSelect
        label={t('group')}
        form={form}
        value={value.group}
        fits={isChoice}
        onChange={set('group')}
      />
      <PathSelect
        label={t('subtitle')}
        form={form}
        value={value.subtitle}
        fits={isLine}
        onChange={set('subtitle')}
      />
      <PathSelect label={t('home')} form={form} value={value.place} fits={isPlace} onChange={set('place')} />
      <FieldSelect
        label={t('shift_from')}
        form={form}
        value={value.shift?.from}
        fits={isTime}
        onChange={shift('from')}
      />
      <FieldSelect
        label={t('shift_to')}
        form={form}
        value={value.shift?.to}
        fits={isTime}
        onChange={shift('to')}
      />
      <Setting label={t('working_days')} hint={t('working_days_hint')}>
        <CalendarSelect
          label={t('working_days')}
          none={t('all_days')}
          value={value.calendar}
          onChange={set('calendar')}
        />
      </Setting>
    </>
  );
}
