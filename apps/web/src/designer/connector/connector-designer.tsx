import { askedForm, type Connector } from '@fieldwork/metadata';
import { Input, Select } from 'antd';
import { useParams } from 'react-router';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { Waiting } from '../../ui/waiting.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { ConditionField } from '../conditions/expression-field.js';
import { useGround } from '../conditions/use-ground.js';
import type { DraftStore } from '../document/draft-store.js';
import { useDraftStore, useDraftView } from '../document/use-draft-store.js';
import { FormSelect } from '../effects/form-select.js';
import { withProperty } from '../form/type-settings.js';
import { CardList } from '../intake/card-list.js';
import { DesignSheet } from '../intake/design-sheet.js';
import { FieldsSelect } from '../intake/fields-select.js';
import { Setting, TextSetting } from '../parts/setting.js';
import { connectorDesignWords } from './connector-design-words.js';
import { InSettings } from './in-settings.js';
import { MappingList } from './mapping-list.js';
import { OnlySettings } from './only-settings.js';
import { PlaceInput } from './place-input.js';
import { RequestSettings } from './request-settings.js';

const directions = ['in', 'out', 'ask', 'hook'] as const;

/** Designs a bridge to another system: what is asked or sent, and what the answer gives. */
export function ConnectorDesigner() {
  const { document: id = '' } = useParams();
  const { store, error, reload } = useDraftStore('connector', id);
  if (error) return <ProblemNotice error={error} retry={reload} />;
  return store ? <Designing store={store} reload={reload} /> : <Waiting />;
}

function Designing({ store, reload }: { store: DraftStore<'connector'>; reload: () => void }) {
  const t = useWords(connectorDesignWords);
  const { document: connector } = useDraftView(store);
  const { form, ground } = useGround(connector.form, connector.on?.event === 'changed');
  const set = (key: keyof Connector) => (value: unknown) =>
    store.change((before) => withProperty(before, key, value), key);
  const { direction, on } = connector;
  const text = useText();
  const asked = form && askedForm(connector, form);
  const tables = form?.fields.filter(({ fields }) => fields !== undefined) ?? [];
  return (
    <DesignSheet kind="connector" store={store} reload={reload} onLabel={set('label')}>
      <p className="muted">{t('hint')}</p>
      <Setting label={t('direction')}>
        <Select
          aria-label={t('direction')}
          value={direction}
          onChange={(next) => {
            set('direction')(next);
            if (next === 'hook') set('request')(undefined);
          }}
          options={directions.map((value) => ({ value, label: t(`direction_${value}`) }))}
        />
      </Setting>
      <Setting label={t('system')} hint={t('system_hint')}>
        <Input
          aria-label={t('system')}
          value={connector.system}
          status={/^[a-z][a-z0-9_]{0,47}$/.test(connector.system) ? '' : 'error'}
          onChange={({ target }) => set('system')(target.value)}
        />
      </Setting>
      <TextSetting label={t('system_label')} value={connector.systemLabel} onChange={set('systemLabel')} />
      <FormSelect label={t('form')} value={connector.form} onChange={set('form')} />
      {direction !== 'hook' && (
        <>
          <h2 data-part="request">{t('request')}</h2>
          <RequestSettings
            request={connector.request ?? { path: '/' }}
            ground={ground}
            onChange={set('request')}
          />
        </>
      )}
      {direction === 'out' && (
        <>
          <Setting label={t('on')}>
            <Select
              aria-label={t('on')}
              value={on?.event ?? null}
              onChange={(event) => set('on')({ ...on, event })}
              options={(['created', 'changed'] as const).map((value) => ({ value, label: t(`on_${value}`) }))}
            />
          </Setting>
          {on?.event === 'changed' && (
            <FieldsSelect
              label={t('on_fields')}
              form={form}
              value={on.fields ?? []}
              onChange={(fields) =>
                set('on')(withProperty(on, 'fields', fields.length > 0 ? fields : undefined))
              }
            />
          )}
          {on && (
            <ConditionField
              label={t('on_when')}
              ground={ground}
              value={typeof on.when === 'boolean' ? undefined : on.when}
              onChange={(when) => set('on')(withProperty(on, 'when', when))}
            />
          )}
        </>
      )}
      {direction === 'ask' && tables.length > 0 && (
        <Setting label={t('rows')}>
          <Select
            allowClear
            aria-label={t('rows')}
            placeholder={t('rows_none')}
            value={connector.rows ?? null}
            options={tables.map(({ id, label }) => ({ value: id, label: text(label) }))}
            onChange={(rows: string | undefined) => {
              set('rows')(rows);
              set('needs')(undefined);
            }}
          />
        </Setting>
      )}
      <h2>{t(direction === 'hook' ? 'what_comes' : 'answer')}</h2>
      {direction !== 'out' && (
        <PlaceInput
          label={t('items')}
          hint={t('items_hint')}
          value={connector.items}
          isOptional
          onChange={set('items')}
        />
      )}
      {(direction === 'in' || direction === 'hook') && (
        <InSettings connector={connector} form={form} set={set} />
      )}
      {direction === 'hook' && <OnlySettings only={connector.only} onChange={set('only')} />}
      <MappingList list={connector.map ?? []} form={asked} onChange={set('map')} />
      {direction === 'ask' && (
        <>
          <FieldsSelect
            label={t('needs')}
            form={asked}
            value={connector.needs ?? []}
            onChange={(needs) => set('needs')(needs.length > 0 ? needs : undefined)}
          />
          <CardList
            label={t('shown')}
            add={t('add_shown')}
            items={connector.shown ?? []}
            keyOf={({ from }) => from}
            begin={() => ({ label: t('label'), from: 'value' })}
            onChange={set('shown')}
          >
            {(shown, write) => (
              <>
                <TextSetting
                  label={t('label')}
                  value={shown.label}
                  isRequired
                  onChange={(label) => write({ ...shown, label: label ?? ' ' })}
                />
                <PlaceInput
                  label={t('from')}
                  value={shown.from}
                  onChange={(from) => from !== undefined && write({ ...shown, from })}
                />
              </>
            )}
          </CardList>
        </>
      )}
    </DesignSheet>
  );
}
