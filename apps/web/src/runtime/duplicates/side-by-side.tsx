import { isEmptyValue } from '@fieldwork/form-engine';
import type { Field, Form } from '@fieldwork/metadata';
import { Button, Radio, Skeleton } from 'antd';
import { widgetOf } from '../../widgets/registry.js';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { duplicateWords } from './duplicate-words.js';
import styles from './duplicates.module.css';
import { keepsBoth } from './merge-fields.js';
import type { useMerge } from './use-merge.js';

interface SideBySideProps {
  form: Form;
  merging: ReturnType<typeof useMerge>;
}

/** Which of two records stays, and where they say different things a choice for each field. */
export function SideBySide({ form, merging }: SideBySideProps) {
  const t = useWords(duplicateWords);
  const v = useWords(verbs);
  const text = useText();
  const { mine, theirs, disputed, taken, choose, turn } = merging;
  if (!mine || !theirs) return <Skeleton active />;
  const title = form.title === undefined ? null : mine[form.title];
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
      <p>
        {t('stays', { title: typeof title === 'string' ? title : mine.id.slice(-6) })}{' '}
        <Button size="small" onClick={turn}>
          {t('turn')}
        </Button>
      </p>
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
            {disputed.map((field) => (
              <tr key={field.id}>
                <th scope="row">{text(field.label)}</th>
                <td>
                  <Radio checked={!taken.has(field.id)} onChange={() => choose(field.id, false)}>
                    {shown(field, mine[field.id])}
                  </Radio>
                </td>
                <td>
                  <Radio checked={taken.has(field.id)} onChange={() => choose(field.id, true)}>
                    {keepsBoth(field) && <em className="muted">{t('both')} </em>}
                    {shown(field, theirs[field.id])}
                  </Radio>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}
