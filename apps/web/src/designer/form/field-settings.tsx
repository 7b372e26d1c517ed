import { type Field, fieldTypeOf } from '@fieldwork/metadata';
import { Checkbox, Collapse } from 'antd';
import type { ReactNode } from 'react';
import { useWords } from '../../words/words.js';
import { FormulaField, type Ground, SwitchField } from '../conditions/expression-field.js';
import { TextSetting } from '../parts/setting.js';
import { ChecksEditor } from './checks-editor.js';
import { formDesignWords } from './form-words.js';
import { MediaSettings } from './media-settings.js';
import { TypeSettings, withProperty } from './type-settings.js';

interface FieldSettingsProps {
  field: Field;
  ground: Ground;
  onChange: (field: Field, key?: string) => void;
  /** What its name is called; a column stands beside the name of its sub-table. */
  nameLabel?: string;
  /** Shown right below the name: the width, the columns of a sub-table. */
  children?: ReactNode;
}

/** Everything a field can say of itself; what is rarely needed is folded. */
export function FieldSettings({ field, ground, onChange, nameLabel, children }: FieldSettingsProps) {
  const t = useWords(formDesignWords);
  const set = (key: keyof Field) => (value: unknown) => onChange(withProperty(field, key, value), key);
  const type = fieldTypeOf(field);
  const isMade = type.generated === true;
  const valueType = type.type(field) ?? undefined;
  const folded = [
    {
      key: 'conditions',
      label: t('conditions'),
      children: (
        <>
          <SwitchField
            label={t('visible')}
            unset="always"
            ground={ground}
            value={field.visible}
            onChange={set('visible')}
          />
          {!isMade && (
            <SwitchField
              label={t('read_only')}
              unset="never"
              ground={ground}
              value={field.readOnly}
              onChange={set('readOnly')}
            />
          )}
        </>
      ),
    },
    ...(isMade || !valueType
      ? []
      : [
          {
            key: 'values',
            label: t('values'),
            children: (
              <>
                <FormulaField
                  label={t('default')}
                  own={field.id}
                  ground={ground}
                  expected={valueType}
                  value={field.default}
                  onChange={set('default')}
                />
                <FormulaField
                  label={t('compute')}
                  own={field.id}
                  ground={ground}
                  expected={valueType}
                  value={field.compute}
                  onChange={set('compute')}
                />
              </>
            ),
          },
          {
            key: 'validation',
            label: t('validation'),
            children: (
              <ChecksEditor
                checks={field.validate ?? []}
                begin={{ isNotEmpty: [{ var: field.id }] }}
                ground={ground}
                onChange={(next, key) =>
                  onChange(withProperty(field, 'validate', next.length > 0 ? next : undefined), key)
                }
              />
            ),
          },
        ]),
    {
      key: 'advanced',
      label: t('advanced'),
      children: (
        <>
          <TextSetting label={t('placeholder')} value={field.placeholder} onChange={set('placeholder')} />
          {type.column(field) && !isMade && (
            <Checkbox
              checked={field.unique === true}
              onChange={({ target }) => set('unique')(target.checked || undefined)}
            >
              {t('unique')}
            </Checkbox>
          )}
        </>
      ),
    },
  ];
  return (
    <>
      <TextSetting
        label={nameLabel ?? t('label')}
        value={field.label}
        isRequired
        onChange={(label) => onChange({ ...field, label: label ?? '' }, 'label')}
      />
      {children}
      {!isMade && (
        <SwitchField
          label={t('required')}
          unset="never"
          ground={ground}
          value={field.required}
          onChange={set('required')}
        />
      )}
      {field.type === 'formula' && (
        <FormulaField
          label={t('compute')}
          own={field.id}
          ground={ground}
          expected={valueType}
          value={field.compute}
          onChange={set('compute')}
        />
      )}
      <TypeSettings field={field} ground={ground} onChange={onChange} />
      <MediaSettings field={field} onChange={onChange} />
      <TextSetting label={t('help')} value={field.help} isLong onChange={set('help')} />
      <Collapse ghost size="small" items={folded} />
    </>
  );
}
