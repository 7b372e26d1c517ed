import {
  type Field,
  type Form,
  fieldOf,
  fieldTypeOf,
  type Ledger,
  type LedgerAccounts,
} from '@fieldwork/metadata';
import { Select } from 'antd';
import { useAppScope } from '../../api/app-scope.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { FormSelect } from '../effects/form-select.js';
import { withProperty } from '../form/type-settings.js';
import { CardList } from '../intake/card-list.js';
import { FieldSelect } from '../parts/field-select.js';
import parts from '../parts/parts.module.css';
import { Setting } from '../parts/setting.js';
import { ledgerDesignWords } from './ledger-words.js';

interface Sides {
  ledger: Ledger;
  /** The form of the movements. */
  form: Form;
}

/** Forms whose records are the accounts themselves, so that lists, reports and pickers read what is left. */
export function AccountsEditor({
  ledger,
  form,
  onChange,
}: Sides & { onChange: (accounts: LedgerAccounts[] | undefined) => void }) {
  const t = useWords(ledgerDesignWords);
  const { forms } = useAppScope();
  const accounts = ledger.accounts ?? [];
  const begin = () => {
    const free = [...forms.values()].filter(
      ({ id }) => id !== form.id && !accounts.some((one) => one.form === id),
    );
    const fits = (target: Form) => fittingKeys({ ledger, form }, target).length;
    const [best] = free.sort((one, other) => fits(other) - fits(one));
    return accountsIn({ ledger, form }, best ?? form);
  };
  return (
    <CardList
      label={t('accounts')}
      hint={t('accounts_hint')}
      add={t('add_accounts')}
      most={5}
      items={accounts}
      keyOf={(one) => one.form}
      begin={begin}
      onChange={(next) => onChange(next.length > 0 ? next : undefined)}
    >
      {(one, write) => <OneForm accounts={one} ledger={ledger} form={form} onChange={write} />}
    </CardList>
  );
}

function OneForm({
  accounts,
  ledger,
  form,
  onChange,
}: Sides & { accounts: LedgerAccounts; onChange: (accounts: LedgerAccounts) => void }) {
  const t = useWords(ledgerDesignWords);
  const text = useText();
  const { forms } = useAppScope();
  const target = forms.get(accounts.form);
  const set = (key: keyof LedgerAccounts) => (value: unknown) => onChange(withProperty(accounts, key, value));
  const isShown = (id: string) =>
    accounts.keys.includes(id) || isAlike(form, id, target && fieldOf(target, id));
  const numbers = (target?.fields ?? []).filter(keepsAmount);
  const amount = (key: 'reserved' | 'available' | 'value') => (
    <FieldSelect
      label={t(`account_${key}`)}
      fields={numbers}
      value={accounts[key]}
      isOptional
      onChange={set(key)}
    />
  );
  return (
    <>
      <FormSelect
        label={t('accounts_form')}
        value={accounts.form}
        onChange={(id) => onChange(accountsIn({ ledger, form }, forms.get(id) ?? form))}
      />
      <Setting label={t('accounts_keys')} hint={t('accounts_keys_hint')}>
        <Select
          mode="multiple"
          aria-label={t('accounts_keys')}
          value={accounts.keys}
          options={[...new Set([...ledger.keys, ...accounts.keys])]
            .filter(isShown)
            .map((id) => ({ value: id, label: text(fieldOf(form, id)?.label ?? id) }))}
          onChange={set('keys')}
        />
      </Setting>
      {(ledger.between || accounts.place !== undefined) && (
        <FieldSelect
          label={t('accounts_place')}
          fields={(target?.fields ?? []).filter((field) => isAlike(form, ledger.between?.from, field))}
          value={accounts.place}
          isOptional
          onChange={set('place')}
        />
      )}
      <div className={parts.pair}>
        <FieldSelect
          label={t('account_balance')}
          fields={numbers}
          value={accounts.balance}
          onChange={(balance) => balance !== undefined && set('balance')(balance)}
        />
        {amount('available')}
      </div>
      <div className={parts.pair}>
        {amount('reserved')}
        {(ledger.value || accounts.value !== undefined) && amount('value')}
      </div>
    </>
  );
}

/** A field that can hold what this field of the movements holds. */
function isAlike(form: Form, id: string | undefined, field: Field | undefined): boolean {
  const source = id === undefined ? undefined : fieldOf(form, id);
  return (
    source !== undefined &&
    field?.type === source.type &&
    field.form === source.form &&
    field.compute === undefined
  );
}

function keepsAmount(field: Field): boolean {
  const isNumber = fieldTypeOf(field).type(field)?.kind === 'number';
  return isNumber && field.compute === undefined && field.result === undefined;
}

function fittingKeys({ ledger, form }: Sides, target: Form): string[] {
  return ledger.keys.filter((id) => isAlike(form, id, fieldOf(target, id)));
}

/** Accounts in that form, as far as its fields tell. */
function accountsIn({ ledger, form }: Sides, target: Form): LedgerAccounts {
  const place = target.fields.find((field) => isAlike(form, ledger.between?.from, field))?.id;
  const balance = target.fields.find(keepsAmount)?.id ?? 'balance';
  const keys = fittingKeys({ ledger, form }, target);
  return { form: target.id, keys, ...(place === undefined ? {} : { place }), balance };
}
