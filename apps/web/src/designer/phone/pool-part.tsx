import type { FieldPage } from '@fieldwork/metadata';
import { useWords } from '../../words/words.js';
import { PathsSelect } from '../board/path-select.js';
import { useGround } from '../conditions/use-ground.js';
import { withProperty } from '../form/type-settings.js';
import { isShowable } from '../intake/fields-select.js';
import { TextSetting } from '../parts/setting.js';
import { SwitchSetting } from '../parts/switch-setting.js';
import { phoneDesignWords } from './phone-design-words.js';

interface PartProps {
  page: FieldPage;
  set: (key: keyof FieldPage) => (value: unknown) => void;
}

/** Whether work that nobody has yet is offered, and what is read of it. */
export function PoolPart({ page, set }: PartProps) {
  const t = useWords(phoneDesignWords);
  const { form } = useGround(page.work.form);
  const { pool } = page;
  return (
    <>
      <SwitchSetting
        label={t('pool_on')}
        isOn={pool !== undefined}
        onChange={(isOn) => set('pool')(isOn ? { shown: [] } : undefined)}
      />
      {pool && (
        <>
          <TextSetting
            label={t('label')}
            value={pool.label}
            onChange={(label) => set('pool')(withProperty(pool, 'label', label))}
          />
          <PathsSelect
            label={t('pool_shown')}
            form={form}
            fits={isShowable}
            most={10}
            value={pool.shown}
            onChange={(shown) => set('pool')({ ...pool, shown: shown ?? [] })}
          />
        </>
      )}
    </>
  );
}
