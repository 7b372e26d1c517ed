import type { RecordData } from '@fieldwork/api-contract';
import { type FieldBack, type Form, idOf } from '@fieldwork/metadata';
import { Link } from 'react-router';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { useGround, usePhone, useSnapshot } from '../shell/phone-context.js';
import { sorted } from '../store/local-source.js';
import { titleOfWork } from '../today/work-list.js';
import styles from './order.module.css';
import { orderWords } from './order-words.js';
import { wordsOf } from './value-text.js';

/** What was done before for the same device or customer. */
export function BackList({ record, form }: { record: RecordData; form: Form }) {
  const { page } = useGround();
  return (page.back ?? []).map((back) => (
    <Backs key={`${back.form} ${back.of}`} back={back} record={record} form={form} />
  ));
}

function Backs({ back, record, form }: { back: FieldBack; record: RecordData; form: Form }) {
  const t = useWords(orderWords);
  const text = useText();
  const { store } = usePhone();
  const { records } = useSnapshot();
  const target = store.engines?.forms.get(back.form);
  const followed = idOf(record[back.of]);
  if (!target || followed === null) return null;
  const all = [...(records.get(back.form)?.values() ?? [])].filter(
    (one) => idOf(one[back.field]) === followed && (one.id !== record.id || target.id !== form.id),
  );
  const order = back.sort.map(({ field, direction }) => `${direction === 'descending' ? '-' : ''}${field}`);
  const shown = sorted(all, order).slice(0, back.last);
  if (shown.length === 0) return null;
  const [by] = back.sort;
  const field = by && target.fields.find(({ id }) => id === by.field);
  return (
    <section className={styles.before}>
      <h2>
        {t('last')} · {text(target.label)}
      </h2>
      {shown.map((one) => (
        <Link key={one.id} to={`/records/${target.id}/${one.id}`}>
          <span>
            {titleOfWork(target, one)}
            {target.subtitle && one[target.subtitle] ? ` · ${String(one[target.subtitle])}` : ''}
          </span>
          <span className="muted figures">{by ? wordsOf(field, one[by.field], text) : ''}</span>
        </Link>
      ))}
    </section>
  );
}
