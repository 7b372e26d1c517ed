import { type Field, fieldTypeOf } from '@fieldwork/metadata';
import { Select } from 'antd';
import { useWords } from '../../words/words.js';
import { PathSelect } from '../board/path-select.js';
import { FieldSelect, FieldsSelect } from '../intake/fields-select.js';
import { Setting } from '../parts/setting.js';
import { SwitchSetting } from '../parts/switch-setting.js';
import { useFormDesign } from './form-design.js';
import { formDesignWords } from './form-words.js';
import { withProperty } from './type-settings.js';

interface MediaSettingsProps {
  field: Field;
  onChange: (field: Field, key?: string) => void;
}

/** Settings of what is taken on the spot: positions, signatures, pictures, scanned codes. */
export function MediaSettings({ field, onChange }: MediaSettingsProps) {
  const t = useWords(formDesignWords);
  const { form } = useFormDesign();
  const has = (name: string) => Object.hasOwn(fieldTypeOf(field).settings, name);
  const set = (key: keyof Field) => (value: unknown) => onChange(withProperty(field, key, value), key);
  return (
    <>
      {has('near') && (
        <PathSelect
          label={t('near')}
          form={form}
          value={field.near}
          fits={({ type }) => type === 'address'}
          onChange={set('near')}
        />
      )}
      {has('of') && (
        <FieldsSelect
          label={t('signed_fields')}
          form={form}
          value={field.of ?? []}
          fits={({ id }) => id !== field.id}
          onChange={(of) => set('of')(of.length > 0 ? of : undefined)}
        />
      )}
      {has('signer') && (
        <FieldSelect
          label={t('signer')}
          form={form}
          value={field.signer}
          fits={({ type }) => type === 'text'}
          onChange={set('signer')}
        />
      )}
      {has('camera') && (
        <SwitchSetting
          label={t('camera')}
          hint={t('camera_hint')}
          isOn={field.camera === 'only'}
          onChange={(isOn) => set('camera')(isOn ? 'only' : undefined)}
        />
      )}
      {has('watermark') && (
        <SwitchSetting
          label={t('watermark')}
          hint={t('watermark_hint')}
          isOn={field.watermark === true}
          onChange={(isOn) => set('watermark')(isOn || undefined)}
        />
      )}
      {has('scan') && (
        <Setting label={t('scan')}>
          <Select
            aria-label={t('scan')}
            value={field.scan ?? 'none'}
            options={(['none', 'offered', 'only'] as const).map((value) => ({
              value: value as string,
              label: t(`scan_${value}`),
            }))}
            onChange={(value) => set('scan')(value === 'none' ? undefined : value)}
          />
        </Setting>
      )}
    </>
  );
}
