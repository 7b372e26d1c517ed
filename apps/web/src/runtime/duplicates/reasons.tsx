import type { Duplicate } from '@fieldwork/api-contract';
import { type Form, fieldOf } from '@fieldwork/metadata';
import { Tag } from 'antd';
import { useAppScope } from '../../api/app-scope.js';
import { Ago } from '../../ui/moment.js';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { say, useWords } from '../../words/words.js';
import { Pieces } from '../search/pieces.js';
import { duplicateWords } from './duplicate-words.js';
import styles from './duplicates.module.css';

/** A likely duplicate: what it is, why it is likely, and where it differs. */
export function LikelyDuplicate({ form, duplicate }: { form: Form; duplicate: Duplicate }) {
  const t = useWords(duplicateWords);
  const text = useText();
  const scope = useAppScope();
  // What is the same is also near: said once.
  const same = new Set(duplicate.reasons.flatMap((reason) => (reason.kind === 'same' ? reason.fields : [])));
  const reasons = duplicate.reasons.filter((reason) => reason.kind === 'same' || !same.has(reason.field));
  const labelOf = (id: string) => labelsOf(form, [id], text);
  return (
    <div className={styles.likely}>
      <div className={styles.head}>
        <a href={`/apps/${scope.id}/forms/${form.id}/${duplicate.id}`} target="_blank" rel="noreferrer">
          {duplicate.title ?? duplicate.id.slice(-6)}
        </a>
        {reasons.map((reason) =>
          reason.kind === 'same' ? (
            <Tag key={reason.fields.join()} color="warning">
              {t('same', { fields: labelsOf(form, reason.fields, text) })}
            </Tag>
          ) : (
            <Tag key={reason.field}>
              {t('near', { field: labelOf(reason.field), percent: Math.round(reason.similarity * 100) })}
            </Tag>
          ),
        )}
        <span className="muted">
          <Ago at={duplicate.created_at} />
        </span>
      </div>
      {duplicate.reasons.map((reason) =>
        reason.kind === 'near' && reason.similarity < 1 ? (
          <p key={reason.field} className={`muted ${styles.different}`}>
            <Pieces pieces={reason.different} />
          </p>
        ) : null,
      )}
    </div>
  );
}

/** What fields are called, one after the other. */
export function labelsOf(form: Form, fields: readonly string[], text: ReturnType<typeof useText>): string {
  return fields.map((id) => text(fieldOf(form, id)?.label ?? id)).join(say(verbs, 'comma'));
}
