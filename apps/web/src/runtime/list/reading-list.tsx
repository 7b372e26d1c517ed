import type { RecordData } from '@fieldwork/api-contract';
import { type Form, fieldOf, type View } from '@fieldwork/metadata';
import { Button } from 'antd';
import { Link } from 'react-router';
import { useAppScope } from '../../api/app-scope.js';
import { useIsPhone } from '../../ui/media.js';
import { isEmptyValue, widgetOf } from '../../widgets/registry.js';
import { useWords } from '../../words/words.js';
import { OverviewView } from '../overview/overview-view.js';
import { RecordView } from '../record/record-view.js';
import { Cell } from './cell.js';
import type { ListColumn } from './list-column.js';
import { listWords } from './list-words.js';
import styles from './reading-list.module.css';
import { titleOf } from './use-list.js';

interface ReadingListProps {
  form: Form;
  view: View;
  columns: readonly ListColumn[];
  records: readonly RecordData[];
  open: string | null;
  onOpen: (id: string | null) => void;
}

/** So many facts stand under a title. */
const shownFacts = 3;

/** A list to read in: what there is on one side, the record that is open on the other. */
export function ReadingList({ form, view, columns, records, open, onOpen }: ReadingListProps) {
  const t = useWords(listWords);
  const isPhone = useIsPhone();
  const { id: app, pages } = useAppScope();
  const page = [...pages.values()].find((one) => one.type === 'overview' && one.form === form.id);
  const base = `/apps/${app}/forms/${form.id}`;
  const linkOf = (id: string) => (page ? `/apps/${app}/pages/${page.id}?record=${id}` : `${base}/${id}`);
  const shown = isPhone ? undefined : (records.find(({ id }) => id === open) ?? records[0]);
  const facts = columns.filter(
    ({ path, field }) => path !== form.title && path !== form.status && field.type !== 'auto_number',
  );
  return (
    <div className={styles.reading}>
      <nav className={styles.contents} aria-label={t('read_list')}>
        {records.map((record) => (
          <Link
            key={record.id}
            to={linkOf(record.id)}
            className={styles.entry}
            aria-current={record.id === shown?.id ? 'true' : undefined}
            onClick={(event) => {
              // With a modifier, and on a phone, the link leads where it says.
              if (isPhone || event.metaKey || event.ctrlKey || event.shiftKey) return;
              event.preventDefault();
              onOpen(record.id);
            }}
          >
            <b>{titleOf(form, record)}</b>
            <Excerpt form={form} view={view} record={record} />
            <span className={styles.facts}>
              {facts
                .filter(({ path }) => !isEmptyValue(record[path]))
                .slice(0, shownFacts)
                .map((column) => (
                  <Cell key={column.path} form={form.id} column={column} record={record} />
                ))}
            </span>
          </Link>
        ))}
      </nav>
      {shown && (
        <article className={styles.open} aria-label={titleOf(form, shown)}>
          {page?.type === 'overview' ? (
            <>
              <header className={styles.head}>
                <h2>{titleOf(form, shown)}</h2>
                <Link to={`${base}/${shown.id}`}>
                  <Button tabIndex={-1}>{t('read_open')}</Button>
                </Link>
              </header>
              <OverviewView key={shown.id} page={page} id={shown.id} hasHead />
            </>
          ) : (
            <RecordView key={shown.id} form={form} id={shown.id} place="panel" onClose={() => onOpen(null)} />
          )}
        </article>
      )}
    </div>
  );
}

function Excerpt({ form, view, record }: { form: Form; view: View; record: RecordData }) {
  const field = fieldOf(form, view.reading?.excerpt ?? '');
  const value = field && record[field.id];
  if (!field || isEmptyValue(value)) return null;
  const { Display } = widgetOf(field);
  return (
    <span className={styles.excerpt}>
      <Display field={field} value={value} place="cell" />
    </span>
  );
}
