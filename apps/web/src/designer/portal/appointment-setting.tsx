import type { Portal } from '@fieldwork/metadata';
import { Select } from 'antd';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { useAppDocuments } from '../document/use-problems.js';
import { withProperty } from '../form/type-settings.js';
import { Setting, TextSetting } from '../parts/setting.js';
import { portalDesignWords } from './portal-design-words.js';

type Appointment = NonNullable<Portal['appointment']>;

/** By which matching a time can be chosen here, and what is said about it. */
export function AppointmentSetting({
  form,
  value,
  onChange,
}: {
  form: string;
  value: Appointment | undefined;
  onChange: (value: Appointment | undefined) => void;
}) {
  const t = useWords(portalDesignWords);
  const text = useText();
  const offers = [...useAppDocuments().matchings.values()].filter(
    (matching) => matching.form === form && matching.appointments,
  );
  return (
    <>
      <Setting label={t('appointment')}>
        <Select
          allowClear
          aria-label={t('appointment')}
          value={value?.matching ?? null}
          options={offers.map(({ id, label }) => ({ value: id, label: text(label) }))}
          onChange={(matching) => onChange(matching ? { ...value, matching } : undefined)}
        />
      </Setting>
      {value && (
        <>
          <TextSetting
            label={t('label')}
            value={value.label}
            onChange={(label) => onChange(withProperty(value, 'label', label))}
          />
          <TextSetting
            label={t('appointment_help')}
            isLong
            value={value.help}
            onChange={(help) => onChange(withProperty(value, 'help', help))}
          />
        </>
      )}
    </>
  );
}
