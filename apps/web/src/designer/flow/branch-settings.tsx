import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import type { Flow, FlowNode } from '@fieldwork/metadata';
import { Button } from 'antd';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { ConditionField, type Ground } from '../conditions/expression-field.js';
import { newId } from '../document/new-id.js';
import parts from '../parts/parts.module.css';
import { Setting, TextSetting } from '../parts/setting.js';
import { flowDesignWords } from './flow-words.js';
import { NextSetting } from './next-setting.js';

type ConditionNode = Extract<FlowNode, { type: 'condition' }>;

interface BranchProps {
  node: ConditionNode;
  flow: Flow;
  ground: Ground;
  onChange: (node: ConditionNode, key?: string) => void;
  onDrop: (exit: number) => void;
}

/** The branches of a condition: looked at from the top, the first that holds is taken. */
export function BranchSettings({ node, flow, ground, onChange, onDrop }: BranchProps) {
  const t = useWords(flowDesignWords);
  const v = useWords(verbs);
  const write = (index: number, part: Partial<ConditionNode['branches'][number]>, key?: string) =>
    onChange(
      { ...node, branches: node.branches.map((one, at) => (at === index ? { ...one, ...part } : one)) },
      key,
    );
  const add = () => {
    const id = newId(
      '',
      'branch',
      node.branches.map((branch) => branch.id),
    );
    const label = t('branch_n', { n: node.branches.length + 1 });
    onChange({ ...node, branches: [...node.branches, { id, label, when: true, next: node.otherwise }] });
  };
  return (
    <Setting label={t('branches')}>
      <div className={parts.rows}>
        {node.branches.map((branch, index) => (
          <div key={branch.id} className={parts.card}>
            <TextSetting
              label={t('label')}
              value={branch.label}
              isRequired
              onChange={(label) => write(index, { label: label ?? '' }, `branch ${branch.id}`)}
            />
            <ConditionField
              label={t('branch_when')}
              ground={ground}
              value={branch.when === true ? undefined : branch.when}
              onChange={(when) => write(index, { when: when ?? true })}
            />
            <NextSetting
              flow={flow}
              own={node.id}
              value={branch.next}
              onChange={(next) => write(index, { next })}
            />
            {node.branches.length > 1 && (
              <Button size="small" type="text" icon={<DeleteOutlined />} onClick={() => onDrop(index)}>
                {v('delete')}
              </Button>
            )}
          </div>
        ))}
        <Button size="small" icon={<PlusOutlined />} onClick={add}>
          {t('add_branch')}
        </Button>
        <div className={parts.card}>
          <strong>{t('otherwise')}</strong>
          <NextSetting
            flow={flow}
            own={node.id}
            value={node.otherwise}
            onChange={(otherwise) => onChange({ ...node, otherwise })}
          />
        </div>
      </div>
    </Setting>
  );
}
