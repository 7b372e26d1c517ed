import type { LedgerBalance, RecordData } from '@fieldwork/api-contract';
import { type Form, fieldOf, type Ledger } from '@fieldwork/metadata';
import { Link } from 'react-router';
import { useAppScope } from '../../api/app-scope.js';
import { useBalances } from '../../api/ledgers.js';
import { useText } from '../../words/texts.js';
import { useLocale, useWords } from '../../words/words.js';
import { ledgerWords } from './ledger-words.js';
import styles from './ledgers.module.css';
import { isWorthSaying } from './worth-saying.js';

/** What is left in the accounts that this record stands for, such as the quotas of a contract. */
export function BalancesPanel({ form, record }: { form: Form; record: RecordData }) {
  const { data, forms } = useAppScope();
  const own = data.ledgers.flatMap((ledger) => {
    const movements = forms.get(ledger.form);
    const keys = [...ledger.keys, ...(ledger.between ? [ledger.between.from] : [])];
    return keys
      .filter((key) => movements && fieldOf(movements, key)?.form === form.id)
      .map((key) => ({ ledger, key }));
  });
  return own.map(({ ledger, key }) => (
    <LedgerBalances key={`${ledger.id} ${key}`} ledger={ledger} of={key} form={form} record={record} />
  ));
}

function LedgerBalances(props: { ledger: Ledger; of: string; form: Form; record: RecordData }) {
  const { ledger, of, form, record } = props;
  const t = useWords(ledgerWords);
  const text = useText();
  const scope = useAppScope();
  const { data } = useBalances(scope.id, ledger, of, record.id);
  if (!data) return null;
  const accounts = data
    .map((balance) => ({ balance, full: fullOf(ledger, of, balance, form, record) }))
    .filter(({ balance, full }) => isWorthSaying(balance, full));
  const filter = encodeURIComponent(JSON.stringify({ '==': [{ var: of }, record.id] }));
  return (
    <section className={styles.panel} aria-label={text(ledger.label)}>
      <header>
        <h3>{text(ledger.label)}</h3>
        <Link to={`/apps/${scope.id}/forms/${ledger.form}?filter=${filter}`}>{t('movements')}</Link>
      </header>
      {accounts.length === 0 && <p className="muted">{t(data.length === 0 ? 'empty' : 'used_up')}</p>}
      <div className={styles.accounts}>
        {accounts.map(({ balance, full }) => (
          <Account
            key={JSON.stringify(balance.keys.map(({ value }) => value))}
            balance={balance}
            of={of}
            full={full}
          />
        ))}
      </div>
    </section>
  );
}

/** How much there was at first, where the record says so. */
function fullOf(
  { keep }: Ledger,
  of: string,
  balance: LedgerBalance,
  form: Form,
  record: RecordData,
): string | null {
  const kept = keep?.find(
    (one) =>
      one.key === of &&
      one.of !== undefined &&
      (one.where ?? []).every(
        (where) =>
          'is' in where && balance.keys.some(({ field, value }) => field === where.key && value === where.is),
      ),
  );
  const value = kept?.of !== undefined && fieldOf(form, kept.of) ? record[kept.of] : null;
  return typeof value === 'string' ? value : null;
}

function Account({ balance, of, full }: { balance: LedgerBalance; of: string; full: string | null }) {
  const t = useWords(ledgerWords);
  const text = useText();
  const locale = useLocale();
  const written = (amount: string) => Number(amount).toLocaleString(locale, { maximumFractionDigits: 4 });
  const others = balance.keys.filter(({ field, value }) => field !== of && value !== null);
  const left = Number(balance.available);
  const share = full === null || Number(full) === 0 ? null : Math.min(1, Math.max(0, left / Number(full)));
  return (
    <div
      className={styles.account}
      data-state={left <= 0 ? 'empty' : share !== null && share < 0.2 ? 'low' : 'ok'}
    >
      <div className={styles.name}>{others.map((key) => text(key.text)).join(' · ')}</div>
      <div className={`${styles.figure} figures`}>
        {left <= 0
          ? t('used_up')
          : full === null
            ? t('left', { left: written(balance.available) })
            : t('left_of', { left: written(balance.available), of: written(full) })}
      </div>
      {share !== null && (
        <div className={styles.track} aria-hidden>
          <span style={{ inlineSize: `${share * 100}%` }} />
        </div>
      )}
      {balance.held !== '0' && <div className="muted">{t('held', { held: written(balance.held) })}</div>}
    </div>
  );
}
