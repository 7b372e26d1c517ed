import type { Overview } from '@fieldwork/metadata';
import { Button } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { useAppScope } from '../../api/app-scope.js';
import { useOverview } from '../../api/intake.js';
import { hasStatus } from '../../api/problem.js';
import { EmptyState } from '../../ui/empty-state.js';
import { PageHeader } from '../../ui/page-header.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { titleOf } from '../list/use-list.js';
import styles from './overview.module.css';
import { OverviewView } from './overview-view.js';
import { overviewWords } from './overview-words.js';

/** The overview of the record that the address names. */
export function OverviewPage({ page }: { page: Overview }) {
  const t = useWords(overviewWords);
  const text = useText();
  const scope = useAppScope();
  const [parameters] = useSearchParams();
  const id = parameters.get('record');
  const form = scope.forms.get(page.form);
  const { data, error } = useOverview(scope.id, page.id, id);
  const list = `/apps/${scope.id}/forms/${page.form}`;
  if (!form || id === null)
    return (
      <EmptyState
        title={text(page.label)}
        hint={t('choose', { form: text(form?.label) })}
        action={
          form && (
            <Link to={list}>
              <Button tabIndex={-1}>{t('open_list')}</Button>
            </Link>
          )
        }
      />
    );
  const isGone = hasStatus(error, 404, 403);
  return (
    <div className={styles.page}>
      <PageHeader
        title={data ? titleOf(form, data.record) : text(page.label)}
        beside={data && <span className="muted">{text(page.label)}</span>}
        actions={
          <Link to={isGone ? list : `${list}/${id}`}>
            <Button tabIndex={-1}>{t(isGone ? 'open_list' : 'open_record')}</Button>
          </Link>
        }
      />
      <OverviewView key={id} page={page} id={id} hasHead />
    </div>
  );
}
