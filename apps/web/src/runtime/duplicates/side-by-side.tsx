import type { RecordData } from '@fieldwork/api-contract';
import { isEmptyValue } from '@fieldwork/form-engine';
import { type Field, type Form, fieldTypeOf } from '@fieldwork/metadata';
import { Radio, Skeleton } from 'antd';
import { useAppScope } from '../../api/app-scope.js';
import { useRecord } from '../../api/records.js';
import { widgetOf } from '../../widgets/registry.js';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { duplicateWords } from './duplicate-words.js';
import styles from './duplicates.module.css';

interface SideBySideProps {
  form: Form;
  record: RecordData;
  other: string;
  taken: ReadonlySet<string>;
  onTake: (taken: ReadonlySet<string>) => void;
}

const printed = (value: unknown) => JSON.stringify(isEmptyValue(value) ? null : value);

/** Where two records say different things, a choice for each field. */
export function SideBySide({ form, record, other, taken, onTake }: SideBySideProps) {
  const t = useWords(duplicateWords);
  const v = useWords(verbs);
  const text = useText();
  const scope = useAppScope();
  const { data: theirs } = useRecord(scope.id, form.id, other);
  if (!theirs) return <Skeleton active />;
  const { readOnly, hidden } = scope.access(form.id);
  const open = form.fields.filter(
    (field) => !fieldTypeOf(field).generated && field.compute === undefined && !hidden.includes(field.id),
  );
  const disputed = open.filter(
    ({ id }) => printed(record[id]) !== printed(theirs[id]) && !readOnly.includes(id),
  );
  const choose = (id: string, isTaken: boolean) =>
    onTake(new Set(isTaken ? [...taken, id] : [...taken].filter((one) => one !== id)));
  const shown = (field: Field, value: unknown) => {
    const { Display } = widgetOf(field);
    return isEmptyValue(value) ? (
      <span className="muted">{v('empty')}</span>
    ) : (
      <Display field={field} value={value} place="full" />
    );
  };
  return (
    <>
      <p className="muted">{disputed.length > 0 ? t('merge_hint') : t('equal')}</p>
      {disputed.length > 0 && (
        <table className={styles.table}>
          <thead>
            <tr>
              <th />
              <th>{t('kept')}</th>
              <th>{t('other')}</th>
            </tr>
          </thead>
          <tbody>
            {disputed.map((field) => {
              const keepsBoth =
                field.fields !== undefined || fieldTypeOf(field).column(field)?.type === 'uuid[]';
              return (
                <tr key={field.id}>
                  <th scope="row">{text(field.label)}</th>
                  <td>
                    <Radio checked={!taken.has(field.id)} onChange={() => choose(field.id, false)}>
                      {shown(field, record[field.id])}
                    </Radio>
                  </td>
                  <td>
                    <Radio checked={taken.has(field.id)} onChange={() => choose(field.id, true)}>
                      {keepsBoth && <em className="muted">{t('both')} </em>}
                      {shown(field, theirs[field.id])}
                    </Radio>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </>
  );
}
