import { PlusOutlined } from '@ant-design/icons';
import type { RecordData } from '@fieldwork/api-contract';
import { type Field, type Form, fieldOf } from '@fieldwork/metadata';
import { Button } from 'antd';
import { Link, useNavigate } from 'react-router';
import { useAppScope } from '../../api/app-scope.js';
import { useRecords } from '../../api/records.js';
import { isEmptyValue, widgetOf } from '../../widgets/registry.js';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { titleOf } from '../list/use-list.js';
import styles from './record.module.css';
import { recordWords } from './record-words.js';

const shown = 5;

/** Records of other forms that refer to this one. */
export function RelatedLists({ form, record }: { form: Form; record: RecordData }) {
  const t = useWords(recordWords);
  const scope = useAppScope();
  const ways = [...scope.forms.values()].flatMap((other) =>
    scope.access(other.id).read
      ? other.fields
          .filter((field) => field.type === 'reference' && field.form === form.id)
          .map((field) => ({ other, field }))
      : [],
  );
  if (ways.length === 0) return <p className="muted">{t('related_none')}</p>;
  return (
    <div className={styles.related}>
      {ways.map(({ other, field }) => (
        <RelatedList
          key={`${other.id}.${field.id}`}
          form={form}
          record={record}
          other={other}
          field={field}
        />
      ))}
    </div>
  );
}

function RelatedList(props: { form: Form; record: RecordData; other: Form; field: Field }) {
  const { form, record, other, field } = props;
  const t = useWords(recordWords);
  const v = useWords(verbs);
  const text = useText();
  const scope = useAppScope();
  const navigate = useNavigate();
  const filter = { '==': [{ var: field.id }, record.id] };
  const { data } = useRecords(scope.id, other.id, {
    filter,
    pageSize: shown,
    fields: [other.title, other.status].filter((id): id is string => id !== undefined),
  });
  const base = `/apps/${scope.id}/forms/${other.id}`;
  const status = other.status === undefined ? undefined : fieldOf(other, other.status);
  const Status = status && widgetOf(status).Display;
  const total = data?.meta.total ?? 0;
  return (
    <section>
      <h2>
        {text(other.label)} <span className="muted figures">{data ? total : ''}</span>
        {scope.access(other.id).create && (
          <Button
            type="text"
            size="small"
            icon={<PlusOutlined />}
            aria-label={`${v('create')} ${text(other.label)}`}
            onClick={() =>
              navigate(`${base}/new`, {
                state: { given: { [field.id]: { ...record, title: titleOf(form, record) } } },
              })
            }
          />
        )}
      </h2>
      <ul className={styles.relatedList}>
        {data?.records.map((one) => (
          <li key={one.id}>
            <Link to={`${base}/${one.id}`}>
              <span>{titleOf(other, one)}</span>
              {status && Status && !isEmptyValue(one[status.id]) && (
                <Status field={status} value={one[status.id]} place="cell" />
              )}
            </Link>
          </li>
        ))}
      </ul>
      {total > shown && (
        <Link to={`${base}?filter=${encodeURIComponent(JSON.stringify(filter))}`}>
          {t('show_all', { count: total })}
        </Link>
      )}
    </section>
  );
}
