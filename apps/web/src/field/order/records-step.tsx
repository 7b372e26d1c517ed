import { SearchOutlined } from '@ant-design/icons';
import type { RecordData } from '@fieldwork/api-contract';
import { boundFilter, type FieldStepOf, type Form } from '@fieldwork/metadata';
import { type FoundAtHand, searchAtHand } from '@fieldwork/search';
import { Button, Input } from 'antd';
import { useMemo, useState } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import { useRecords } from '../../api/records.js';
import { EmptyState } from '../../ui/empty-state.js';
import { useSettled } from '../../ui/use-settled.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { usePhone, useSnapshot } from '../shell/phone-context.js';
import { holds } from '../store/local-source.js';
import styles from './order.module.css';
import { orderWords } from './order-words.js';
import { ReadRecord } from './read-record.js';
import type { StepProps } from './step-views.js';

const most = 20;

interface Offered {
  record: RecordData;
  found?: FoundAtHand;
}

/** Records to read, such as what is known about this fault: those that fit the work, or what is looked for. */
export function RecordsStep(props: StepProps<FieldStepOf<'records'>>) {
  const { step, onSkip } = props;
  const t = useWords(orderWords);
  const text = useText();
  const { forms } = useAppScope();
  const target = forms.get(step.form);
  const [words, setWords] = useState('');
  const question = useSettled(words.trim());
  const fitting = useFitting(props);
  const found = useFound(step, target, question);
  const offered = question === '' ? fitting : found;
  return (
    <>
      <div className={styles.body}>
        {target && step.among !== undefined && (
          <Input
            size="large"
            allowClear
            type="search"
            prefix={<SearchOutlined className="muted" />}
            aria-label={t('look_for', { what: text(target.label) })}
            placeholder={t('look_for', { what: text(target.label) })}
            maxLength={100}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        )}
        {offered?.length === 0 && (
          <EmptyState
            title={question === '' ? t('nothing_fits') : t('nothing_found', { words: question })}
            {...(question === '' ? {} : { hint: t('nothing_found_hint') })}
          />
        )}
        {target &&
          offered?.map(({ record, found: hit }) => (
            <ReadRecord key={record.id} target={target} one={record} hit={hit} {...props} />
          ))}
      </div>
      <div className={styles.bottom}>
        <Button type="primary" size="large" block onClick={onSkip}>
          {t('next')}
        </Button>
      </div>
    </>
  );
}

/** What the step offers for the work at hand. */
function useFitting({ step, record }: StepProps<FieldStepOf<'records'>>): Offered[] | undefined {
  const { id } = useAppScope();
  const sort = (step.sort ?? []).map(
    ({ field, direction }) => `${direction === 'descending' ? '-' : ''}${field}`,
  );
  const filter = boundFilter(step.filter, record);
  const { data } = useRecords(id, step.form, { filter, sort, pageSize: most });
  return data?.records.map((one) => ({ record: one }));
}

/** What the words lead to, of all that the phone has of the form; it needs no signal. */
function useFound({ among }: FieldStepOf<'records'>, target: Form | undefined, question: string): Offered[] {
  const { store } = usePhone();
  const { records } = useSnapshot();
  const all = useMemo(
    () =>
      target && among !== undefined
        ? [...(records.get(target.id)?.values() ?? [])].filter((one) => holds(target, among, one, store))
        : [],
    [records, target, among, store],
  );
  return useMemo(() => {
    if (!target || question === '') return [];
    const byId = new Map(all.map((one) => [one.id, one]));
    const forms = store.engines?.forms ?? new Map<string, Form>();
    return searchAtHand(target, forms, all, question, most).flatMap((found) => {
      const record = byId.get(found.id);
      return record ? [{ record, found }] : [];
    });
  }, [all, target, question, store]);
}
