import type { Form, PortalList } from '@fieldwork/metadata';
import { Select } from 'antd';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { ConditionField } from '../conditions/expression-field.js';
import { useGround, useOthersGround } from '../conditions/use-ground.js';
import { useAppDocuments } from '../document/use-problems.js';
import { FormSelect } from '../effects/form-select.js';
import { withProperty } from '../form/type-settings.js';
import { FieldsSelect, isShowable } from '../intake/fields-select.js';
import { NumberSetting } from '../parts/number-setting.js';
import { Setting, TextSetting } from '../parts/setting.js';
import { ChannelSelect } from './channel-select.js';
import { portalDesignWords } from './portal-design-words.js';

/** Some records of whoever has signed in. */
export function PortalListSettings(props: {
  list: PortalList;
  person: Form;
  onChange: (list: PortalList) => void;
}) {
  const { list, person, onChange } = props;
  const t = useWords(portalDesignWords);
  const text = useText();
  const { form } = useGround(list.form);
  const ground = useOthersGround(list.form, person);
  const portals = [...(useAppDocuments()?.pages.values() ?? [])].filter(
    (page) => page.type === 'portal' && page.form === form.id,
  );
  const set = (key: keyof PortalList) => (value: unknown) => onChange(withProperty(list, key, value));
  const fields = list.shown.map(({ field }) => field);
  return (
    <>
      <TextSetting
        label={t('label')}
        isRequired
        value={list.label}
        onChange={(label) => set('label')(label ?? '')}
      />
      <FormSelect
        label={t('about')}
        value={list.form}
        onChange={(next) =>
          onChange({ id: list.id, label: list.label, form: next, filter: false, shown: [] })
        }
      />
      <ConditionField
        label={t('filter')}
        ground={ground}
        value={list.filter}
        onChange={(filter) => onChange({ ...list, filter: filter ?? false })}
      />
      <FieldsSelect
        label={t('shown')}
        form={form}
        value={fields}
        fits={isShowable}
        onChange={(next) =>
          set('shown')(next.map((field) => list.shown.find((one) => one.field === field) ?? { field }))
        }
      />
      <NumberSetting
        label={t('limit')}
        min={1}
        max={50}
        usual={20}
        value={list.limit}
        onChange={set('limit')}
      />
      <Setting label={t('opens')}>
        <Select
          allowClear
          aria-label={t('opens')}
          value={list.page ?? null}
          onChange={(page) => set('page')(page ?? undefined)}
          options={portals.map(({ id, label }) => ({ value: id, label: text(label) }))}
        />
      </Setting>
      <ChannelSelect
        label={t('row_report')}
        value={list.report}
        fits={(channel) => channel.type === 'public_form' && channel.about?.form === form.id}
        onChange={set('report')}
      />
    </>
  );
}
