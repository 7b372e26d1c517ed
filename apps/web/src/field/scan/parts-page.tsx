import { RightOutlined, SearchOutlined } from '@ant-design/icons';
import { Input } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useAppScope } from '../../api/app-scope.js';
import { useRecords } from '../../api/records.js';
import { EmptyState } from '../../ui/empty-state.js';
import { isNumeric } from '../../widgets/registry.js';
import { ScanButton } from '../../widgets/scan-button.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { fieldAt, valueAt, wordsOf } from '../order/value-text.js';
import { useGround, useSnapshot } from '../shell/phone-context.js';
import { titleOfWork } from '../today/work-list.js';
import styles from './scan.module.css';
import { scanWords } from './scan-words.js';

const most = 100;

/** What is in the van, or the catalogue: to look something up without signal. */
export function PartsPage() {
  const t = useWords(scanWords);
  const text = useText();
  const scope = useAppScope();
  const { page } = useGround();
  const { records } = useSnapshot();
  const [words, setWords] = useState('');
  const list = page.parts;
  const form = list && scope.forms.get(list.form);
  const sort = (list?.sort ?? []).map(
    ({ field, direction }) => `${direction === 'descending' ? '-' : ''}${field}`,
  );
  const { data } = useRecords(
    scope.id,
    list?.form ?? '',
    { filter: list?.filter, search: words, sort, pageSize: most },
    form !== undefined,
  );
  if (!list || !form) return <EmptyState title={t('empty')} />;
  return (
    <div className={styles.page}>
      <h1>{text(list.label) || text(form.label)}</h1>
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
                .filter(Boolean)
                .join(' · ')}
            </small>
          </span>
          <RightOutlined className="muted" />
        </Link>
      ))}
    </div>
  );
}
