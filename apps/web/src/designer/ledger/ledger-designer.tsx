import { type Form, fieldOf, fieldTypeOf, type Ledger } from '@fieldwork/metadata';
import { Select } from 'antd';
import { useParams } from 'react-router';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { Waiting } from '../../ui/waiting.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { ConditionField } from '../conditions/expression-field.js';
import { useGround } from '../conditions/use-ground.js';
import { designerWords } from '../designer-words.js';
import { DesignerShell } from '../document/designer-shell.js';
import type { DraftStore } from '../document/draft-store.js';
import { useDraftStore, useDraftView } from '../document/use-draft-store.js';
import { useProblems } from '../document/use-problems.js';
import { withProperty } from '../form/type-settings.js';
import { FieldSelect } from '../parts/field-select.js';
import parts from '../parts/parts.module.css';
import { Setting, TextSetting } from '../parts/setting.js';
import { Sheet, showPart } from '../parts/sheet.js';
import { AccountsEditor } from './accounts-editor.js';
import { KeepEditor } from './keep-editor.js';
import { ledgerDesignWords } from './ledger-words.js';
import { keyFields, ownFields, ReserveSettings } from './reserve-settings.js';
import { SingleSettings, WorthSettings } from './worth-settings.js';

/** Designs what is counted by movements: accounts, both sides, what is set aside, where balances are kept. */
export function LedgerDesigner() {
  const { document: id = '' } = useParams();
  const { store, error, reload } = useDraftStore('ledger', id);
  if (error) return <ProblemNotice error={error} retry={reload} />;
  return store ? <Designing store={store} reload={reload} /> : <Waiting />;
}

const kindOf = (form: Form, id: string) => {
  const field = fieldOf(form, id);
  return field && fieldTypeOf(field).type(field)?.kind;
};

function Designing({ store, reload }: { store: DraftStore<'ledger'>; reload: () => void }) {
  const t = useWords(ledgerDesignWords);
  const d = useWords(designerWords);
  const text = useText();
  const { document: ledger } = useDraftView(store);
  const problems = useProblems('ledger', ledger);
  const { form, ground } = useGround(ledger.form);
  const set = (key: keyof Ledger) => (value: unknown) =>
    store.change((before) => withProperty(before, key, value), key);
  const keys = keyFields(form);
  const { between } = ledger;
  const setMode = (mode: 'single' | 'double') =>
    set('between')(mode === 'single' ? undefined : { from: keys[0]?.id ?? 'from', to: keys[1]?.id ?? 'to' });
  return (
    <DesignerShell store={store} problems={problems} onProblem={showPart} reload={reload}>
      <Sheet>
        <TextSetting
          label={d('name')}
          value={ledger.label}
          isRequired
          onChange={(label) => set('label')(label ?? ' ')}
        />
        <p className="muted">{t('movements_hint', { form: text(form.label) })}</p>
        <Setting label={t('keys')} hint={t('keys_hint')}>
          <Select
            mode="multiple"
            aria-label={t('keys')}
            value={ledger.keys}
            maxCount={6}
            status={ledger.keys.length === 0 ? 'error' : ''}
            onChange={(value) => value.length > 0 && set('keys')(value)}
            options={keys.map(({ id, label }) => ({ value: id, label: text(label) }))}
          />
        </Setting>
        <FieldSelect
          label={t('quantity')}
          fields={form.fields.filter(({ id }) => kindOf(form, id) === 'number')}
          value={ledger.quantity}
          onChange={(value) => value !== undefined && set('quantity')(value)}
        />
        <Setting label={t('mode')}>
          <Select
            aria-label={t('mode')}
            value={between ? 'double' : 'single'}
            onChange={setMode}
            options={(['single', 'double'] as const).map((value) => ({
              value,
              label: t(`mode_${value}`),
            }))}
          />
        </Setting>
        {between && (
          <div className={parts.pair}>
            <FieldSelect
              label={t('from')}
              fields={keys}
              value={between.from}
              onChange={(from) => from !== undefined && set('between')({ ...between, from })}
            />
            <FieldSelect
              label={t('to')}
              fields={keys}
              value={between.to}
              onChange={(to) => to !== undefined && set('between')({ ...between, to })}
            />
          </div>
        )}
        <ConditionField
          label={t('negative')}
          ground={ground}
          value={ledger.negative === false ? undefined : ledger.negative}
          onChange={set('negative')}
        />
        <FieldSelect
          label={t('reverses')}
          fields={ownFields(form)}
          value={ledger.reverses}
          isOptional
          onChange={set('reverses')}
        />
        <SingleSettings ledger={ledger} form={form} onChange={set('single')} />
        <h2 data-part="reserve">{t('set_aside')}</h2>
        <ReserveSettings reserve={ledger.reserve} form={form} ground={ground} onChange={set('reserve')} />
        <h2 data-part="value">{t('worth')}</h2>
        <WorthSettings value={ledger.value} form={form} ground={ground} onChange={set('value')} />
        <h2 data-part="accounts">{t('accounts')}</h2>
        <AccountsEditor ledger={ledger} form={form} onChange={set('accounts')} />
        <h2 data-part="keep">{t('keep')}</h2>
        <KeepEditor ledger={ledger} form={form} onChange={set('keep')} />
      </Sheet>
    </DesignerShell>
  );
}
