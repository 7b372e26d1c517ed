import { type Intake, pathsIn } from '@fieldwork/metadata';
import { Alert } from 'antd';
import { useMemo, useSyncExternalStore } from 'react';
import { Link } from 'react-router';
import { useAppScope } from '../../api/app-scope.js';
import { useSimilar } from '../../api/intake.js';
import { Ago } from '../../ui/moment.js';
import { useSettled } from '../../ui/use-settled.js';
import { pickedOf } from '../../widgets/picked.js';
import { useWords } from '../../words/words.js';
import type { FormStore } from '../form/form-store.js';
import { Cell } from '../list/cell.js';
import { columnsOf } from '../list/columns.js';
import { titleOf } from '../list/use-list.js';
import styles from './intake.module.css';
import { intakeWords } from './intake-words.js';

/** Records that may be the same request as the one being filed, before it is saved. */
export function SimilarRecords({ page, store }: { page: Intake; store: FormStore }) {
  const t = useWords(intakeWords);
  const scope = useAppScope();
  const paths = useMemo(() => ownPaths(page), [page]);
  const asked = useSettled(useSyncExternalStore(store.subscribe, () => question(store, paths)));
  const { data } = useSimilar(scope.id, page.id, asked === '' ? null : JSON.parse(asked));
  const form = scope.forms.get(page.form);
  if (asked === '' || !form || !data || data.length === 0) return null;
  const all = columnsOf(form, scope.access(form.id).hidden);
  const columns = (page.similar?.shown ?? []).flatMap(
    (path) => all.find((column) => column.path === path && path !== form.title) ?? [],
  );
  return (
    <Alert
      type="warning"
      showIcon
      title={t('similar')}
      description={
        <ul className={styles.similar}>
          {data.map((record) => (
            <li key={record.id}>
              <Link to={`/apps/${scope.id}/forms/${form.id}/${record.id}`} target="_blank">
                {titleOf(form, record)}
              </Link>{' '}
              {columns.map((column) => (
                <span key={column.path}>
                  <Cell form={form.id} column={column} record={record} />{' '}
                </span>
              ))}
              <span className="muted">
                <Ago at={record.created_at} />
              </span>
            </li>
          ))}
        </ul>
      }
    />
  );
}

/** The fields of the new record that decide what is similar. */
function ownPaths({ similar }: Intake): string[] {
  const paths = pathsIn(similar?.filter).filter((path) => path.startsWith('current.'));
  return [...new Set(paths.map((path) => path.slice('current.'.length).split('.')[0] ?? ''))];
}

/** Those values as text, so that the same question is asked once; empty while all of them are. */
function question(store: FormStore, paths: readonly string[]): string {
  const values = Object.fromEntries(
    paths.map((path) => {
      const value = store.state.values[path] ?? null;
      return [path, typeof value === 'object' ? (pickedOf(value)?.id ?? null) : value];
    }),
  );
  const isAsked = paths.length > 0 && Object.values(values).some((value) => value !== null && value !== '');
  return isAsked ? JSON.stringify(values) : '';
}
