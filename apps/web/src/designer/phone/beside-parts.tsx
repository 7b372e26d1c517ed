import type { FieldPage } from '@fieldwork/metadata';
import { Input } from 'antd';
import { useWords } from '../../words/words.js';
import { useGround } from '../conditions/use-ground.js';
import { FormSelect } from '../effects/form-select.js';
import { CardList } from '../intake/card-list.js';
import { FieldsSelect } from '../intake/fields-select.js';
import { NumberSetting } from '../parts/number-setting.js';
import parts from '../parts/parts.module.css';
import { Setting } from '../parts/setting.js';
import { SwitchSetting } from '../parts/switch-setting.js';
import { phoneDesignWords } from './phone-design-words.js';

interface PartProps {
  page: FieldPage;
  set: (key: keyof FieldPage) => (value: unknown) => void;
}
type Find = NonNullable<FieldPage['scan']>['finds'][number];

/** What a scanned code leads to. */
export function ScanPart({ page, set }: PartProps) {
  const t = useWords(phoneDesignWords);
  return (
    <CardList
      label={t('scan')}
      add={t('add_find')}
      most={8}
      items={page.scan?.finds ?? []}
      keyOf={({ form }) => form}
      begin={(): Find => ({ form: page.work.form, fields: ['id'] })}
      onChange={(finds) => set('scan')(finds.length > 0 ? { ...page.scan, finds } : undefined)}
    >
      {(find, write) => <FindSettings find={find} onChange={write} />}
    </CardList>
  );
}

function FindSettings({ find, onChange }: { find: Find; onChange: (find: Find) => void }) {
  const t = useWords(phoneDesignWords);
  const { form } = useGround(find.form);
  return (
    <>
      <FormSelect
        label={t('work_form')}
        value={find.form}
        onChange={(next) => onChange({ form: next, fields: ['id'] })}
      />
      <FieldsSelect
        label={t('find_fields')}
        form={form}
        value={find.fields}
        fits={({ type }) => type === 'text' || type === 'auto_number'}
        onChange={(fields) => onChange({ ...find, fields: fields.slice(0, 5) })}
      />
    </>
  );
}

/** In which hours the office may know where a phone is. */
export function PositionsPart({ page, set }: PartProps) {
  const t = useWords(phoneDesignWords);
  const { positions } = page;
  const clock = (key: 'from' | 'to') => (
    <Input
      type="time"
      aria-label={t('hours')}
      value={positions?.[key] ?? ''}
      onChange={(event) => set('positions')({ ...positions, [key]: event.target.value })}
    />
  );
  return (
    <>
      <SwitchSetting
        label={t('positions')}
        isOn={positions !== undefined}
        onChange={(isOn) =>
          set('positions')(isOn ? { from: '08:00', to: '18:00', everyMinutes: 5 } : undefined)
        }
      />
      {positions && (
        <>
          <Setting label={t('hours')}>
            <div className={parts.row}>
              {clock('from')}
              {clock('to')}
            </div>
          </Setting>
          <NumberSetting
            label={t('every')}
            min={2}
            max={60}
            value={positions.everyMinutes}
            onChange={(everyMinutes) => set('positions')({ ...positions, everyMinutes: everyMinutes ?? 5 })}
          />
        </>
      )}
    </>
  );
}
