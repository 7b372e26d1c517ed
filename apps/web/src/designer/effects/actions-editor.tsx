import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import type { Action, Form } from '@fieldwork/metadata';
import { Button, Dropdown } from 'antd';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import type { Ground } from '../conditions/expression-field.js';
import parts from '../parts/parts.module.css';
import { EffectEditor, useNewAction } from './effect-editor.js';
import { actionTypes } from './effect-kinds.js';
import { effectWords } from './effect-words.js';

interface ActionsProps {
  actions: readonly Action[];
  form: Form;
  ground: Ground;
  /** The title of a notice as it begins. */
  notice: string;
  onChange: (actions: Action[]) => void;
}

/** What is done, one after the other; at least one thing. */
export function ActionsEditor({ actions, form, ground, notice, onChange }: ActionsProps) {
  const e = useWords(effectWords);
  const v = useWords(verbs);
  const begin = useNewAction(form);
  return (
    <div className={parts.rows}>
      {actions.map((action, index) => (
        <section key={`${action.type} ${String(index)}`} className={parts.card}>
          <div className={parts.row} style={{ marginBottom: 8 }}>
            <strong>{e(`action_${action.type}`)}</strong>
            <Button
              type="text"
              size="small"
              icon={<DeleteOutlined />}
              aria-label={`${v('delete')} ${e(`action_${action.type}`)}`}
              disabled={actions.length === 1}
              onClick={() => onChange(actions.toSpliced(index, 1))}
            />
          </div>
          <EffectEditor
            effect={action}
            form={form}
            ground={ground}
            onChange={(next) => onChange(actions.with(index, next))}
          />
        </section>
      ))}
      <Dropdown
        trigger={['click']}
        menu={{
          items: actionTypes.map((type) => ({ key: type, label: e(`action_${type}`) })),
          onClick: ({ key }) => onChange([...actions, begin(key as Action['type'], notice)]),
        }}
      >
        <Button icon={<PlusOutlined />}>{e('add_action')}</Button>
      </Dropdown>
    </div>
  );
}
