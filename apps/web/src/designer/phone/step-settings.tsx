import type { FieldStep, FieldStepOf, FieldStepType, Form, Text } from '@fieldwork/metadata';
import { Select } from 'antd';
import type { ComponentType } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { PathSelect } from '../board/path-select.js';
import { ConditionField } from '../conditions/expression-field.js';
import { useGround, useOthersGround } from '../conditions/use-ground.js';
import { FormSelect } from '../effects/form-select.js';
import { withProperty } from '../form/type-settings.js';
import { FieldSelect, FieldsSelect } from '../intake/fields-select.js';
import { FieldSelect as ColumnSelect } from '../parts/field-select.js';
import { NumberSetting } from '../parts/number-setting.js';
import { Setting } from '../parts/setting.js';
import { SwitchSetting } from '../parts/switch-setting.js';
import { phoneDesignWords } from './phone-design-words.js';

interface StepProps<T extends FieldStepType> {
  step: FieldStepOf<T>;
  form: Form;
  set: (key: string) => (value: unknown) => void;
}

/** A step of another type keeps its name; what it fills in has to be chosen: the designer shows what is missing. */
export function beginStep(type: FieldStepType, id: string, label: Text): FieldStep {
  const base = { id, label };
  const begun: { [T in FieldStepType]: () => FieldStepOf<T> } = {
    task: () => ({ ...base, type: 'task', actions: ['action'] }),
    navigate: () => ({ ...base, type: 'navigate', place: 'address' }),
    time: () => ({ ...base, type: 'time', field: 'time' }),
    check_in: () => ({ ...base, type: 'check_in', field: 'position' }),
    fields: () => ({ ...base, type: 'fields', fields: ['field'] }),
    photos: () => ({ ...base, type: 'photos', field: 'photos' }),
    parts: () => ({ ...base, type: 'parts', field: 'rows', item: 'item', codes: ['code'] }),
    records: () => ({ ...base, type: 'records', form: 'form', filter: false, shown: [] }),
    signature: () => ({ ...base, type: 'signature', field: 'signature' }),
  };
  return begun[type]();
}

/** The settings that only steps of this type have. */
export function StepSettings(props: { step: FieldStep; form: Form; onChange: (step: FieldStep) => void }) {
  const { step, form, onChange } = props;
  const set = (key: string) => (value: unknown) => onChange(withProperty(step, key, value));
  const Own = settings[step.type] as ComponentType<StepProps<FieldStepType>>;
  return <Own step={step as never} form={form} set={set} />;
}

function One(props: {
  label: string;
  form: Form;
  value: string;
  types: string[];
  set: (id: string) => void;
}) {
  const { label, form, value, types, set } = props;
  return (
    <FieldSelect
      label={label}
      form={form}
      value={value}
      fits={({ type }) => types.includes(type)}
      onChange={(id) => set(id ?? 'field')}
    />
  );
}

const settings: { [T in FieldStepType]: ComponentType<StepProps<T>> } = {
  task: () => null,
  navigate: NavigateSettings,
  time: ({ step, form, set }) => {
    const t = useWords(phoneDesignWords);
    return <One label={t('field')} form={form} value={step.field} types={['datetime']} set={set('field')} />;
  },
  check_in: CheckInSettings,
  fields: ({ step, form, set }) => {
    const t = useWords(phoneDesignWords);
    return <FieldsSelect label={t('fields')} form={form} value={step.fields} onChange={set('fields')} />;
  },
  photos: PhotosSettings,
  parts: PartsSettings,
  records: RecordsSettings,
  signature: SignatureSettings,
};

function TimeField({ step, form, set }: StepProps<'navigate'> | StepProps<'check_in'>) {
  const t = useWords(phoneDesignWords);
  return (
    <FieldSelect
      label={t('time_field')}
      form={form}
      value={step.time}
      fits={({ type }) => type === 'datetime'}
      onChange={set('time')}
    />
  );
}

function NavigateSettings(props: StepProps<'navigate'>) {
  const t = useWords(phoneDesignWords);
  return (
    <>
      <PathSelect
        label={t('place')}
        form={props.form}
        isRequired
        fits={({ type }) => type === 'address'}
        value={props.step.place}
        onChange={props.set('place')}
      />
      <TimeField {...props} />
    </>
  );
}

function CheckInSettings(props: StepProps<'check_in'>) {
  const { step, form, set } = props;
  const t = useWords(phoneDesignWords);
  return (
    <>
      <One label={t('field')} form={form} value={step.field} types={['location']} set={set('field')} />
      <TimeField {...props} />
    </>
  );
}

function PhotosSettings({ step, form, set }: StepProps<'photos'>) {
  const t = useWords(phoneDesignWords);
  return (
    <>
      <One label={t('field')} form={form} value={step.field} types={['photo']} set={set('field')} />
      <NumberSetting label={t('least')} min={0} max={20} value={step.least} onChange={set('least')} />
    </>
  );
}

function PartsSettings({ step, form, set }: StepProps<'parts'>) {
  const t = useWords(phoneDesignWords);
  const { forms } = useAppScope();
  const columns = form.fields.find(({ id }) => id === step.field)?.fields ?? [];
  const target = forms.get(columns.find(({ id }) => id === step.item)?.form ?? '');
  return (
    <>
      <One label={t('table')} form={form} value={step.field} types={['sub_table']} set={set('field')} />
      <ColumnSelect
        label={t('item')}
        fields={columns.filter(({ type }) => type === 'reference')}
        value={step.item}
        onChange={set('item')}
      />
      <ColumnSelect
        label={t('quantity')}
        fields={columns.filter(({ type }) => type === 'number')}
        value={step.quantity}
        isOptional
        onChange={set('quantity')}
      />
      {target && (
        <FieldsSelect
          label={t('codes')}
          form={target}
          value={step.codes}
          fits={({ type }) => type === 'text' || type === 'auto_number'}
          onChange={set('codes')}
        />
      )}
    </>
  );
}

function RecordsSettings({ step, form, set }: StepProps<'records'>) {
  const t = useWords(phoneDesignWords);
  const text = useText();
  const { form: target, ground: targetGround } = useGround(step.form);
  const { ground: workGround } = useGround(form.id);
  const ground = useOthersGround(step.form, form);
  return (
    <>
      <FormSelect label={t('work_form')} value={step.form} onChange={set('form')} />
      <ConditionField
        label={t('which')}
        ground={ground}
        value={step.filter}
        onChange={(filter) => set('filter')(filter ?? false)}
      />
      <FieldsSelect label={t('shown')} form={target} value={step.shown} onChange={set('shown')} />
      <FieldSelect
        label={t('helped')}
        form={form}
        value={step.field}
        fits={(field) => field.form === step.form && !field.fields}
        onChange={set('field')}
      />
      <SwitchSetting
        label={t('search')}
        isOn={step.among !== undefined}
        onChange={(isOn) => set('among')(isOn ? true : undefined)}
      />
      {step.among !== undefined && (
        <ConditionField
          label={t('among')}
          ground={targetGround}
          value={step.among}
          onChange={(among) => set('among')(among ?? true)}
        />
      )}
      <Setting label={t('apply')}>
        <Select
          aria-label={t('apply')}
          allowClear
          value={step.apply?.suggestion ?? null}
          options={(form.suggestions ?? [])
            .filter((suggestion) => suggestion.form === step.form)
            .map(({ id, label }) => ({ value: id, label: text(label) }))}
          onChange={(suggestion) => set('apply')(suggestion ? { ...step.apply, suggestion } : undefined)}
        />
      </Setting>
      {step.apply && (
        <ConditionField
          label={t('apply_when')}
          ground={workGround}
          value={step.apply.when}
          onChange={(when) => set('apply')(withProperty(step.apply as object, 'when', when))}
        />
      )}
    </>
  );
}

function SignatureSettings({ step, form, set }: StepProps<'signature'>) {
  const t = useWords(phoneDesignWords);
  return (
    <>
      <One
        label={t('field')}
        form={form}
        value={step.field}
        types={['signature', 'photo']}
        set={set('field')}
      />
      <FieldsSelect
        label={t('fields')}
        form={form}
        value={step.fields ?? []}
        onChange={(fields) => set('fields')(fields.length > 0 ? fields : undefined)}
      />
    </>
  );
}
