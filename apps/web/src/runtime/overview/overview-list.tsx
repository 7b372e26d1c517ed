import { PlusOutlined } from '@ant-design/icons';
import type { OverviewListData, RecordData } from '@fieldwork/api-contract';
import {
  type ExpressionJson,
  type Form,
  type OverviewList as ListDocument,
  type Text,
} from '@fieldwork/metadata';
import { Button } from 'antd';
import { Link, useNavigate } from 'react-router';
import { useAppScope } from '../../api/app-scope.js';
import { bindFilter } from '../../widgets/reference-filter.js';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { Cell } from '../list/cell.js';
import { columnsOf } from '../list/columns.js';
import { titleOf } from '../list/use-list.js';
import styles from './overview.module.css';
import { overviewWords } from './overview-words.js';

interface OverviewListProps {
  list: ListDocument;
  found: OverviewListData;
  /** The form and the record that the overview is about. */
  from: Form;
  record: RecordData;
  onUse?: ((form: string, record: RecordData) => void) | undefined;
}

/** Records of another form that belong to the one at hand. */
export function OverviewList({ list, found, from, record, onUse }: OverviewListProps) {
  const t = useWords(overviewWords);
  const v = useWords(verbs);
  const text = useText();
  const scope = useAppScope();
  const navigate = useNavigate();
  const form = scope.forms.get(list.form);
  if (!form) return null;
  const access = scope.access(form.id);
  const label: Text = list.label ?? form.label;
  const all = columnsOf(form, access.hidden);
  const columns = list.columns.flatMap((path) => all.find((column) => column.path === path) ?? []);
  const base = `/apps/${scope.id}/forms/${form.id}`;
  const bound = bindFilter(list.filter, record);
  return (
    <section>
      <div className={styles.head}>
        <h2>{text(label)}</h2>
        <span className="muted figures">
          {found.records.length > 0 && !found.hasMore ? found.records.length : ''}
        </span>
        {list.fill && access.create && (
          <Button
            type="text"
            size="small"
            icon={<PlusOutlined />}
            aria-label={`${v('create')} ${text(label)}`}
            onClick={() => navigate(`${base}/new`, { state: { given: givenBy(list, from, record) } })}
          />
        )}
      </div>
      {found.records.length === 0 ? (
        <p className="muted">{t('none')}</p>
      ) : (
        <div className={styles.scroll}>
          <table className={styles.table}>
            <thead>
              <tr>
                {onUse && <th aria-label={t('use')} />}
                {columns.map((column) => (
                  <th key={column.path}>{text(column.label)}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {found.records.map((one) => (
                <tr key={one.id}>
                  {onUse && (
                    <td>
                      <Button
                        size="small"
                        aria-label={`${t('use')} ${titleOf(form, one)}`}
                        onClick={() => onUse(form.id, one)}
                      >
                        {t('use')}
                      </Button>
                    </td>
                  )}
                  {columns.map((column, index) => (
                    <td key={column.path}>
                      {index === 0 ? (
                        <Link to={`${base}/${one.id}`}>
                          {column.path === form.title ? (
                            titleOf(form, one)
                          ) : (
                            <Cell form={form.id} column={column} record={one} />
                          )}
                        </Link>
                      ) : (
                        <Cell form={form.id} column={column} record={one} />
                      )}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {found.hasMore && 'filter' in bound && (
        <Link to={`${base}?filter=${encodeURIComponent(JSON.stringify(bound.filter as ExpressionJson))}`}>
          {t('more')}
        </Link>
      )}
    </section>
  );
}

function givenBy({ fill = [] }: ListDocument, from: Form, record: RecordData): Record<string, unknown> {
  return Object.fromEntries(
    fill.map(({ field, from: path }) => [
      field,
      path === 'id' ? { ...record, title: titleOf(from, record) } : (record[path] ?? null),
    ]),
  );
}
