import type { Issue } from '@fieldwork/expression';
import type { Form } from '../documents/form.js';
import type { AppDocuments } from '../documents/kinds.js';
import type { Ledger, LedgerAccounts } from '../documents/ledger.js';
import { fieldOf } from '../form-types.js';
import { issue, type Path } from '../issue.js';
import { keepsNumber } from './check-ledger-value.js';
import { missing } from './checking.js';

/** Forms whose records are accounts: they have the keys, and fields for what the ledger writes. */
export function checkAccounts(ledger: Ledger, form: Form, documents: AppDocuments): Issue[] {
  const all = ledger.accounts ?? [];
  return all.flatMap((accounts, index): Issue[] => {
    const path: Path = ['accounts', index];
    const target = documents.forms.get(accounts.form);
    if (!target) return [missing([...path, 'form'], '表单', 'form', accounts.form)];
    return [
      ...checkKeys(ledger, accounts, form, target, path),
      ...checkFigures(accounts, target, path),
      ...checkAlone(ledger, accounts, documents, path),
      ...(accounts.value !== undefined && !ledger.value
        ? [missing([...path, 'value'], '价值', 'value', accounts.value)]
        : []),
    ];
  });
}

function checkKeys(ledger: Ledger, { keys, place }: LedgerAccounts, form: Form, target: Form, path: Path) {
  const { between } = ledger;
  const pairs = keys.map((key) => ({ key, from: ledger.keys.includes(key) ? key : null, own: key }));
  const places = place === undefined ? [] : [{ key: 'place', from: between?.from ?? null, own: place }];
  if (pairs.length + places.length === 0) return [missing([...path, 'keys'], '账户字段', 'key', 'keys')];
  return [...pairs, ...places].flatMap(({ key, from, own }): Issue[] => {
    const source = from === null ? undefined : fieldOf(form, from);
    if (!source) return [missing([...path, 'keys'], '账户字段', 'key', key)];
    const field = fieldOf(target, own);
    const isAlike = field && field.type === source.type && field.form === source.form;
    return isAlike && field.compute === undefined
      ? []
      : [
          issue(
            [...path, key === 'place' ? 'place' : 'keys'],
            'not_alike',
            `余额表单需要与流水同类的字段 ${own}`,
            `The form of accounts needs a field “${own}” like that of the movements`,
          ),
        ];
  });
}

function checkFigures({ balance, reserved, available, value }: LedgerAccounts, target: Form, path: Path) {
  const named = { balance, reserved, available, value };
  return Object.entries(named).flatMap(([name, field]): Issue[] =>
    field === undefined || keepsNumber(target, field)
      ? []
      : [
          issue(
            [...path, name],
            'not_number',
            '余额应写入不带公式的数字字段',
            'A balance is written to a field with a number that nothing computes',
          ),
        ],
  );
}

/** Nothing else writes a form of accounts: no other ledger, no movements, not twice. */
function checkAlone(
  { id, form, accounts: own }: Ledger,
  accounts: LedgerAccounts,
  { ledgers }: AppDocuments,
  path: Path,
) {
  const others = [...ledgers.values()].filter(
    (one) =>
      one.form === accounts.form ||
      one.accounts?.some((other) => one.id !== id && other.form === accounts.form),
  );
  const isTwice = (own ?? []).filter((one) => one.form === accounts.form).length > 1;
  return others.length === 0 && form !== accounts.form && !isTwice
    ? []
    : [issue([...path, 'form'], 'twice', '这个表单已由台账使用', 'This form is used by a ledger already')];
}
