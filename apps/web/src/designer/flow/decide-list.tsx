import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import type { FlowNode, Form } from '@fieldwork/metadata';
import { Button } from 'antd';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import type { Ground } from '../conditions/expression-field.js';
import { EffectEditor, useNewAction } from '../effects/effect-editor.js';
import { withProperty } from '../form/type-settings.js';
import parts from '../parts/parts.module.css';
import { Setting } from '../parts/setting.js';
import { flowDesignWords } from './flow-words.js';

type WriteNode = Extract<FlowNode, { type: 'write' }>;

/** Decision tables whose outputs a step writes before its own values. */
export function DecideList({
  node,
  form,
  ground,
  onChange,
}: {
  node: WriteNode;
  form: Form;
  ground: Ground;
  onChange: (node: WriteNode) => void;
}) {
  const t = useWords(flowDesignWords);
  const v = useWords(verbs);
  const begin = useNewAction(form);
  const tables = node.decide ?? [];
  const write = (next: typeof tables) =>
    onChange(withProperty(node, 'decide', next.length > 0 ? next : undefined) as WriteNode);
  return (
    <Setting label={t('decide')}>
      <div className={parts.rows}>
        {tables.map((table, index) => (
          <section key={table.table} className={parts.card}>
            <EffectEditor
              effect={{ type: 'decide', ...table }}
              form={form}
              ground={ground}
              onChange={(next) => {
                if (next.type !== 'decide') return;
                const { type: _, ...rest } = next;
                write(tables.with(index, rest));
              }}
            />
            <Button
              size="small"
              type="text"
              icon={<DeleteOutlined />}
              onClick={() => write(tables.toSpliced(index, 1))}
            >
              {v('remove')}
            </Button>
          </section>
        ))}
        <Button
          size="small"
          icon={<PlusOutlined />}
          style={{ justifySelf: 'start' }}
          onClick={() => {
            const made = begin('decide', '');
            if (made.type !== 'decide') return;
            const { type: _, ...rest } = made;
            write([...tables, rest]);
          }}
        >
          {t('add_decide')}
        </Button>
      </div>
    </Setting>
  );
}
