import type { Connector, Form } from '@fieldwork/metadata';
import { Input, InputNumber, Select } from 'antd';
import { useWords } from '../../words/words.js';
import { FieldSelect } from '../parts/field-select.js';
import parts from '../parts/parts.module.css';
import { Setting } from '../parts/setting.js';
import { SwitchSetting } from '../parts/switch-setting.js';
import { ScheduleSettings } from '../rule/schedule-settings.js';
import { connectorDesignWords } from './connector-design-words.js';
import { PlaceInput } from './place-input.js';

const ways = ['page', 'offset', 'next'] as const;
const conflicts = ['theirs', 'ours', 'newest'] as const;

/** How items are known again, come in pages, by which hours, and who stands where both changed. */
export function InSettings({
  connector: { direction, key, pages, schedule, conflict, changedAt },
  form,
  set,
}: {
  connector: Connector;
  form: Form;
  set: (key: keyof Connector) => (value: unknown) => void;
}) {
  const t = useWords(connectorDesignWords);
  const begin = (by: (typeof ways)[number]): Connector['pages'] =>
    by === 'next'
      ? { by, next: 'next' }
      : by === 'offset'
        ? { by, parameter: '$skip', size: 100 }
        : { by, parameter: 'page' };
  return (
    <>
      <div className={parts.pair}>
        <PlaceInput
          label={t('key_from')}
          value={key?.from}
          onChange={(from) => set('key')({ field: key?.field ?? '', from })}
        />
        <FieldSelect
          label={t('key_field')}
          fields={form.fields.filter(({ type }) => type === 'text')}
          value={key?.field}
          onChange={(field) => set('key')({ from: key?.from ?? 'id', field })}
        />
      </div>
      <Setting label={t('conflict')}>
        <Select
          aria-label={t('conflict')}
          value={conflict ?? 'theirs'}
          onChange={(next) => set('conflict')(next === 'theirs' ? undefined : next)}
          options={conflicts.map((value) => ({ value, label: t(`conflict_${value}`) }))}
        />
      </Setting>
      {conflict === 'newest' && (
        <PlaceInput label={t('changed_at')} value={changedAt} onChange={set('changedAt')} />
      )}
      {direction === 'in' && (
        <>
          <Setting label={t('pages')}>
            <Select
              aria-label={t('pages')}
              value={(pages?.by ?? '') as '' | (typeof ways)[number]}
              onChange={(by) => set('pages')(by === '' ? undefined : begin(by))}
              options={[
                { value: '' as const, label: t('pages_none') },
                ...ways.map((value) => ({ value, label: t(`pages_${value}`) })),
              ]}
            />
          </Setting>
          {pages?.by === 'next' && (
            <PlaceInput
              label={t('from')}
              value={pages.next}
              onChange={(next) => set('pages')({ ...pages, next })}
            />
          )}
          {(pages?.by === 'page' || pages?.by === 'offset') && (
            <div className={parts.pair}>
              <Input
                prefix={t('parameter')}
                aria-label={t('parameter')}
                value={pages.parameter}
                onChange={({ target }) => set('pages')({ ...pages, parameter: target.value })}
              />
              {pages.by === 'offset' && (
                <InputNumber
                  prefix={t('page_size')}
                  aria-label={t('page_size')}
                  style={{ width: '100%' }}
                  min={1}
                  max={5000}
                  precision={0}
                  value={pages.size}
                  onChange={(size) => set('pages')({ ...pages, size: size ?? 100 })}
                />
              )}
            </div>
          )}
          <SwitchSetting
            label={t('schedule')}
            isOn={schedule !== undefined}
            onChange={(isOn) => set('schedule')(isOn ? { every: 'hour', at: '00:00' } : undefined)}
          />
          {schedule && <ScheduleSettings schedule={schedule} onChange={set('schedule')} />}
        </>
      )}
    </>
  );
}
