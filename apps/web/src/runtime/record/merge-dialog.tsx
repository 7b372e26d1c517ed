import type { RecordData } from '@fieldwork/api-contract';
import { isEmptyValue, type Values } from '@fieldwork/form-engine';
import { type Field, type Form, fieldOf } from '@fieldwork/metadata';
import { Modal, Radio } from 'antd';
import { useState } from 'react';
import { useAction } from '../../ui/use-action.js';
import { widgetOf } from '../../widgets/registry.js';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import styles from './record.module.css';
import { recordWords } from './record-words.js';

export interface Conflict {
  mine: Values;
  current: RecordData;
  base: RecordData;
}

interface MergeDialogProps {
  form: Form;
  conflict: Conflict;
  onSave: (values: Values, version: number) => Promise<void>;
  onCancel: () => void;
}

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** Field by field: mine or theirs. Fields only one side changed need no decision. */
export function MergeDialog({ form, conflict, onSave, onCancel }: MergeDialogProps) {
  const t = useWords(recordWords);
  const v = useWords(verbs);
  const { mine, current, base } = conflict;
  const disputed = Object.keys(mine).filter((id) => !same(current[id], base[id]));
  const [theirs, setTheirs] = useState<ReadonlySet<string>>(new Set());
  const [save, isSaving] = useAction(async () => {
    const kept = Object.entries(mine).filter(([id]) => !theirs.has(id));
    await onSave(Object.fromEntries(kept), current.version);
  });
  const choose = (id: string, isTheirs: boolean) => {
    const next = new Set(theirs);
    if (isTheirs) next.add(id);
    else next.delete(id);
    setTheirs(next);
  };
  return (
    <Modal
      open
      width={720}
      title={t('conflict_title')}
      okText={t('save_merged')}
      cancelText={v('cancel')}
      okButtonProps={{ loading: isSaving }}
      onOk={() => void save()}
      onCancel={onCancel}
    >
      <p className="muted">{disputed.length > 0 ? t('conflict_hint') : t('conflict_none')}</p>
      {disputed.length > 0 && (
        <table className={styles.merge}>
          <tbody>
            {disputed.map((id) => {
              const field = fieldOf(form, id);
              return (
                field && (
                  <Choice
                    key={id}
                    field={field}
                    mine={mine[id]}
                    theirs={current[id]}
                    isTheirs={theirs.has(id)}
                    onChoose={(isTheirs) => choose(id, isTheirs)}
                  />
                )
              );
            })}
          </tbody>
        </table>
      )}
    </Modal>
  );
}

interface ChoiceProps {
  field: Field;
  mine: unknown;
  theirs: unknown;
  isTheirs: boolean;
  onChoose: (isTheirs: boolean) => void;
}

function Choice({ field, mine, theirs, isTheirs, onChoose }: ChoiceProps) {
  const t = useWords(recordWords);
  const text = useText();
  return (
    <tr>
      <th scope="row">{text(field.label)}</th>
      <td>
        <Radio.Group
          vertical
          aria-label={text(field.label)}
          value={isTheirs ? 'theirs' : 'mine'}
          onChange={(event) => onChoose(event.target.value === 'theirs')}
          options={[
            { value: 'mine', label: <Side label={t('mine')} field={field} value={mine} /> },
            { value: 'theirs', label: <Side label={t('theirs')} field={field} value={theirs} /> },
          ]}
        />
      </td>
    </tr>
  );
}

function Side({ label, field, value }: { label: string; field: Field; value: unknown }) {
  const v = useWords(verbs);
  const { Display } = widgetOf(field);
  return (
    <>
      <span className="muted">{label + v('colon')}</span>
      {isEmptyValue(value) ? v('empty') : <Display field={field} value={value} place="cell" isExact />}
    </>
  );
}
