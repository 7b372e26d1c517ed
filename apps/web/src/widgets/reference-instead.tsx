import type { RecordData } from '@fieldwork/api-contract';
import type { Form, Instead } from '@fieldwork/metadata';
import { Button } from 'antd';
import { useAppScope } from '../api/app-scope.js';
import { useRecord, useRecords } from '../api/records.js';
import { useWords } from '../words/words.js';
import { insteadIds, isSome, leftFilter, leftOf } from './instead.js';
import type { Picked } from './picked.js';
import { widgetWords } from './widget-words.js';
import styles from './widgets.module.css';

interface Props {
  instead: Instead;
  form: Form;
  picked: Picked;
  values: Readonly<Record<string, unknown>>;
  onChosen: (record: RecordData) => void;
}

/** Below a chosen record of which nothing is left: what may be taken in its place, each with what is left of it. */
export function ReferenceInstead(props: Props) {
  const { instead, picked, values } = props;
  const own = useLeft(instead, leftFilter(instead, [picked.id], values));
  return own === undefined || isSome(own.get(picked.id)) ? null : <Offers {...props} />;
}

function Offers({ instead, form, picked, values, onChosen }: Props) {
  const t = useWords(widgetWords);
  const scope = useAppScope();
  const { data: itself } = useRecord(scope.id, form.id, picked.id);
  const ids = itself ? insteadIds(instead, itself) : [];
  const isAny = ids.length > 0;
  const left = useLeft(instead, isAny ? leftFilter(instead, ids, values) : null);
  const query = { filter: { in: [{ var: 'id' }, ids] }, pageSize: 50, count: 'none' as const };
  const { data } = useRecords(scope.id, form.id, query, isAny);
  const offered = isAny ? ids.flatMap((id) => data?.records.find((record) => record.id === id) ?? []) : [];
  return (
    <div role="status" className={styles.instead}>
      <span className="muted">{t(offered.length > 0 ? 'none_left_instead' : 'none_left')}</span>
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
