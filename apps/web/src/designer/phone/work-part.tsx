import type { FieldPage, FieldWork } from '@fieldwork/metadata';
import { useWords } from '../../words/words.js';
import { PathSelect, PathsSelect } from '../board/path-select.js';
import { ConditionField } from '../conditions/expression-field.js';
import { useGround } from '../conditions/use-ground.js';
import { withProperty } from '../form/type-settings.js';
import { FieldSelect, FieldsSelect, isShowable } from '../intake/fields-select.js';
import { NumberSetting } from '../parts/number-setting.js';
import parts from '../parts/parts.module.css';
import { phoneDesignWords } from './phone-design-words.js';

interface WorkPartProps {
  page: FieldPage;
  onChange: (work: FieldWork) => void;
}

/** Whose work is taken along, and what a card says of it. */
export function WorkPart({ page: { work }, onChange }: WorkPartProps) {
  const t = useWords(phoneDesignWords);
  const { form, ground } = useGround(work.form);
  const set = (key: keyof FieldWork) => (value: unknown) => onChange(withProperty(work, key, value));
  const days = (key: 'before' | 'after') => (
    <NumberSetting
      label={t(key)}
      min={0}
      max={60}
      value={work[key]}
      onChange={(value) => set(key)(value ?? 7)}
    />
  );
  const paths = { form, fits: isShownOnCards };
  return (
    <>
      <ConditionField
        label={t('whose')}
        ground={ground}
        value={work.filter}
        onChange={(filter) => set('filter')(filter ?? true)}
      />
      <FieldSelect
        label={t('from')}
        form={form}
        value={work.from}
        fits={({ type }) => type === 'datetime'}
        onChange={(from) => set('from')(from ?? 'start')}
      />
      <div className={parts.row}>
        {days('before')}
        {days('after')}
      </div>
      <PathSelect label={t('title')} {...paths} value={work.title} onChange={set('title')} />
      <PathSelect label={t('subtitle')} {...paths} value={work.subtitle} onChange={set('subtitle')} />
      <PathSelect
        label={t('place')}
        form={form}
        fits={({ type }) => type === 'address'}
        value={work.place}
        onChange={set('place')}
      />
      <FieldSelect
        label={t('minutes')}
        form={form}
        value={work.minutes}
        fits={({ type }) => type === 'number'}
        onChange={set('minutes')}
      />
      <FieldSelect
        label={t('due')}
        form={form}
        value={work.due}
        fits={({ type }) => type === 'datetime'}
        onChange={set('due')}
      />
      <FieldsSelect
        label={t('badges')}
        form={form}
        value={work.badges ?? []}
        fits={isShowable}
        onChange={(badges) => set('badges')(badges.length > 0 ? badges.slice(0, 3) : undefined)}
      />
      <PathsSelect label={t('shown')} {...paths} most={20} value={work.shown} onChange={set('shown')} />
      <PathsSelect
        label={t('phones')}
        form={form}
        fits={({ type }) => type === 'phone'}
        most={4}
        value={work.phones}
        onChange={set('phones')}
      />
    </>
  );
}

const isShownOnCards: Parameters<typeof PathSelect>[0]['fits'] = (field) =>
  field.type === 'address' || isShowable(field);
