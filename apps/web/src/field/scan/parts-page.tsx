import { RightOutlined, SearchOutlined } from '@ant-design/icons';
import type { FieldList, Form } from '@fieldwork/metadata';
import { Input, Segmented } from 'antd';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useAppScope } from '../../api/app-scope.js';
import { useRecords } from '../../api/records.js';
import { EmptyState } from '../../ui/empty-state.js';
import { isNumeric } from '../../widgets/registry.js';
import { ScanButton } from '../../widgets/scan-button.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { Begins } from '../order/begins.js';
import { fieldAt, valueAt, wordsOf } from '../order/value-text.js';
import { useGround, useSnapshot } from '../shell/phone-context.js';
import { titleOfWork } from '../today/work-list.js';
import styles from './scan.module.css';
import { scanWords } from './scan-words.js';

const most = 100;

/** What is in the van, or the catalogue, and the lists beside it: to look something up without signal. */
export function PartsPage() {
  const t = useWords(scanWords);
  const text = useText();
  const scope = useAppScope();
  const { page } = useGround();
  const [parameters, setParameters] = useSearchParams();
  const lists = [page.parts, ...(page.lists ?? [])].flatMap((list) => {
    const form = list && scope.forms.get(list.form);
    return list && form ? [{ list, form }] : [];
  });
  const at = Math.min(Number(parameters.get('list')) || 0, lists.length - 1);
  const chosen = lists[at];
  if (!chosen) return <EmptyState title={t('empty')} />;
  const label = ({ list, form }: { list: FieldList; form: Form }) => text(list.label) || text(form.label);
  return (
    <div className={styles.page}>
      {lists.length > 1 ? (
        <Segmented
          block
          size="large"
          value={at}
          onChange={(next) => setParameters({ list: String(next) }, { replace: true })}
          options={lists.map((one, value) => ({ value, label: label(one) }))}
        />
      ) : (
        <h1>{label(chosen)}</h1>
      )}
      <List key={at} list={chosen.list} form={chosen.form} isOne={lists.length === 1} />
    </div>
  );
}

function List({ list, form, isOne }: { list: FieldList; form: Form; isOne: boolean }) {
  const t = useWords(scanWords);
  const text = useText();
  const scope = useAppScope();
  const { records } = useSnapshot();
  const [words, setWords] = useState('');
  const sort = (list.sort ?? []).map(
    ({ field, direction }) => `${direction === 'descending' ? '-' : ''}${field}`,
  );
  const { data } = useRecords(scope.id, list.form, {
    filter: list.filter,
    search: words,
    sort,
    pageSize: most,
  });
  return (
    <>
      <Begins {...(isOne ? {} : { form: form.id })} />
      <div className={styles.search}>
        <Input
          size="large"
          allowClear
          prefix={<SearchOutlined />}
          aria-label={t('search')}
          placeholder={t('search')}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
        <ScanButton onCode={setWords} canType={false} />
      </div>
      {data?.records.length === 0 && <EmptyState title={t(words === '' ? 'empty' : 'nothing')} />}
      {data?.records.map((record) => (
        <Link key={record.id} to={`/records/${form.id}/${record.id}`} className={styles.line}>
          <span>
            {titleOfWork(form, record)}
            <small className="muted">
              {list.shown
                .map((path) => {
                  const field = fieldAt(form, path, scope.forms);
                  const words = wordsOf(field, valueAt(record, path, form, records), text);
                  // A bare number tells nothing.
                  return field && words && isNumeric(field) ? `${text(field.label)} ${words}` : words;
                })
                // What the title says already is not said again.
                .filter((words) => words !== '' && !titleOfWork(form, record).includes(words))
                .join(' · ')}
            </small>
          </span>
          <RightOutlined className="muted" />
        </Link>
      ))}
    </>
  );
}
