import { PlusOutlined } from '@ant-design/icons';
import type { Deadline, DeadlineTarget } from '@fieldwork/metadata';
import { Button, Select, Switch } from 'antd';
import { useParams } from 'react-router';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { Waiting } from '../../ui/waiting.js';
import { useWords } from '../../words/words.js';
import { useGround } from '../conditions/use-ground.js';
import { designerWords } from '../designer-words.js';
import { DesignerShell } from '../document/designer-shell.js';
import type { DraftStore } from '../document/draft-store.js';
import { useDraftStore, useDraftView } from '../document/use-draft-store.js';
import { useProblems } from '../document/use-problems.js';
import { withProperty } from '../form/type-settings.js';
import parts from '../parts/parts.module.css';
import { Setting, TextSetting } from '../parts/setting.js';
import { Sheet, showPart } from '../parts/sheet.js';
import { ruleDesignWords } from '../rule/rule-words.js';
import { deadlineDesignWords } from './deadline-words.js';
import { TargetEditor } from './target-editor.js';

/** Designs the clocks on the records of a form. */
export function DeadlineDesigner() {
  const { document: id = '' } = useParams();
  const { store, error, reload } = useDraftStore('deadline', id);
  if (error) return <ProblemNotice error={error} retry={reload} />;
  return store ? <Designing store={store} reload={reload} /> : <Waiting />;
}

function Designing({ store, reload }: { store: DraftStore<'deadline'>; reload: () => void }) {
  const t = useWords(deadlineDesignWords);
  const d = useWords(designerWords);
  const r = useWords(ruleDesignWords);
  const { document: deadline } = useDraftView(store);
  const problems = useProblems('deadline', deadline);
  const { form, ground } = useGround(deadline.form);
  const set = (key: keyof Deadline) => (value: unknown) =>
    store.change((before) => withProperty(before, key, value), key);
  const { targets } = deadline;
  const add = () => {
    let number = targets.length + 1;
    while (targets.some(({ id }) => id === `target_${number}`)) number += 1;
    const target: DeadlineTarget = {
      id: `target_${number}`,
      label: t('new_target'),
      start: true,
      stop: false,
      limit: { minutes: 60 },
    };
    set('targets')([...targets, target]);
  };
  return (
    <DesignerShell store={store} problems={problems} onProblem={showPart} reload={reload}>
      <Sheet>
        <div className={parts.row} style={{ alignItems: 'start' }}>
          <div>
            <TextSetting
              label={d('name')}
              value={deadline.label}
              isRequired
              onChange={(label) => set('label')(label ?? ' ')}
            />
          </div>
          <Switch
            checked={deadline.enabled !== false}
            aria-label={r('enabled')}
            checkedChildren={r('enabled')}
            unCheckedChildren={r('disabled')}
            onChange={set('enabled')}
          />
        </div>
        <Setting label={t('applies')}>
          <Select
            aria-label={t('applies')}
            value={deadline.applies ?? 'new'}
            onChange={set('applies')}
            options={(['new', 'existing'] as const).map((value) => ({
              value,
              label: t(`applies_${value}`),
            }))}
          />
        </Setting>
        <h2 data-part="targets">{t('targets')}</h2>
        <div className={parts.rows}>
          {targets.map((target, index) => (
            <TargetEditor
              key={target.id}
              target={target}
              form={form}
              ground={ground}
              onChange={(next) => set('targets')(targets.with(index, next))}
              onRemove={targets.length > 1 ? () => set('targets')(targets.toSpliced(index, 1)) : null}
            />
          ))}
          <Button icon={<PlusOutlined />} onClick={add}>
            {t('add_target')}
          </Button>
        </div>
      </Sheet>
    </DesignerShell>
  );
}
