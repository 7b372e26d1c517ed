import { WarningFilled } from '@ant-design/icons';
import type { RecordData } from '@fieldwork/api-contract';
import { compareDecimal } from '@fieldwork/expression';
import type { Form, Instead } from '@fieldwork/metadata';
import { Button } from 'antd';
import { useAppScope, useExpressionContext } from '../api/app-scope.js';
import { useRecord, useRecords } from '../api/records.js';
import { useWords } from '../words/words.js';
import { askedIn, insteadIds, isSome, leftFilter, leftOf } from './instead.js';
import type { Picked } from './picked.js';
import { widgetWords } from './widget-words.js';
import styles from './widgets.module.css';

interface Props {
  instead: Instead;
  /** The reference field. */
  field: string;
  form: Form;
  picked: Picked;
  values: Readonly<Record<string, unknown>>;
  onChosen: (record: RecordData) => void;
}

/**
 * Below a chosen record: what is left of it, where the row says how much it wants; and where that is nothing or too
 * little what may be taken in its place, each with what is left of it.
 */
export function ReferenceInstead(props: Props) {
  const { instead, field, picked, values } = props;
  const contextOf = useExpressionContext();
  const own = useLeft(instead, leftFilter(instead, [picked.id], values, contextOf()));
  if (own === undefined) return null;
  const left = own.get(picked.id) ?? '0';
  const asked = askedIn(instead, field, values);
  if (asked === null) return isSome(left) ? null : <Offers {...props} left={left} asked={null} />;
  if (compareDecimal(left, asked) < 0) return <Offers {...props} left={left} asked={asked} />;
  return <Enough left={left} />;
}

function Enough({ left }: { left: string }) {
  const t = useWords(widgetWords);
  return <div className="muted figures">{t('left_here', { left })}</div>;
}

function Offers({
  instead,
  form,
  picked,
  values,
  onChosen,
  left: own,
  asked,
}: Props & { left: string; asked: string | null }) {
  const t = useWords(widgetWords);
  const scope = useAppScope();
  const { data: itself } = useRecord(scope.id, form.id, picked.id);
  const ids = itself ? insteadIds(instead, itself) : [];
  const isAny = ids.length > 0;
  const contextOf = useExpressionContext();
  const left = useLeft(instead, isAny ? leftFilter(instead, ids, values, contextOf()) : null);
  const query = { filter: { in: [{ var: 'id' }, ids] }, pageSize: 50, count: 'none' as const };
  const { data } = useRecords(scope.id, form.id, query, isAny);
  const offered = isAny ? ids.flatMap((id) => data?.records.find((record) => record.id === id) ?? []) : [];
  return (
    <div role="status" className={styles.instead}>
      {asked !== null && (
        <span className={styles.short}>
          <WarningFilled /> {t('left_short', { left: own, asked })}
        </span>
      )}
      {isSome(own) ? (
        offered.length > 0 && <span className="muted">{t('instead')}</span>
      ) : (
        <span className="muted">{t(offered.length > 0 ? 'none_left_instead' : 'none_left')}</span>
      )}
      {offered.map((record) => (
        <Button key={record.id} size="small" onClick={() => onChosen(record)}>
          {t('instead_left', {
            title: String((form.title && record[form.title]) ?? record.id),
            left: left?.get(record.id) ?? '0',
          })}
        </Button>
      ))}
    </div>
  );
}

/** What is left by id; undefined until it is known, and to whom it is not told. */
function useLeft(instead: Instead, filter: ReturnType<typeof leftFilter>) {
  const { id, access } = useAppScope();
  const { form, key, quantity } = instead.left;
  const isAsked = filter !== null && access(form).read;
  const query = {
    ...(filter === null ? {} : { filter }),
    fields: [key, quantity],
    pageSize: 100,
    count: 'none' as const,
  };
  const { data, isPlaceholderData } = useRecords(id, form, query, isAsked);
  return isAsked && data && !isPlaceholderData ? leftOf(instead, data.records) : undefined;
}
