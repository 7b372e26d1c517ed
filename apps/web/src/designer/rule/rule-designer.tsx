import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import type { Action, Rule } from '@fieldwork/metadata';
import { Button, Dropdown, Switch } from 'antd';
import { useParams } from 'react-router';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { Waiting } from '../../ui/waiting.js';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { ConditionField } from '../conditions/expression-field.js';
import { useGround } from '../conditions/use-ground.js';
import { designerWords } from '../designer-words.js';
import { DesignerShell } from '../document/designer-shell.js';
import type { DraftStore } from '../document/draft-store.js';
import { useDraftStore, useDraftView } from '../document/use-draft-store.js';
import { useProblems } from '../document/use-problems.js';
import { EffectEditor, useNewAction } from '../effects/effect-editor.js';
import { actionTypes } from '../effects/effect-kinds.js';
import { effectWords } from '../effects/effect-words.js';
import { FiguresEditor } from '../figures/figures-editor.js';
import { withProperty } from '../form/type-settings.js';
import parts from '../parts/parts.module.css';
import { TextSetting } from '../parts/setting.js';
import { ruleDesignWords } from './rule-words.js';
import { TriggerSettings } from './trigger-settings.js';
import { useRuleSentence } from './use-rule-sentence.js';

/** Designs one rule: when, if, then. */
export function RuleDesigner() {
  const { document: id = '' } = useParams();
  const { store, error, reload } = useDraftStore('rule', id);
  if (error) return <ProblemNotice error={error} retry={reload} />;
  return store ? <Designing store={store} reload={reload} /> : <Waiting />;
}

const noProblemPlace = () => undefined;

function Designing({ store, reload }: { store: DraftStore<'rule'>; reload: () => void }) {
  const t = useWords(ruleDesignWords);
  const d = useWords(designerWords);
  const text = useText();
  const { document: rule } = useDraftView(store);
  const problems = useProblems('rule', rule);
  const { form, ground } = useGround(rule.form, rule.trigger.on === 'changed', rule.figures);
  const sentence = useRuleSentence(rule, text(form.label), ground);
  const set = (key: keyof Rule) => (value: unknown) =>
    store.change((before) => withProperty(before, key, value), key);
  const isOn = rule.enabled !== false;
  return (
    <DesignerShell store={store} problems={problems} onProblem={noProblemPlace} reload={reload}>
      <div className={parts.middle}>
        <div className={parts.sheet}>
          <p className={parts.sentence}>{sentence}</p>
          <div className={parts.row} style={{ alignItems: 'start' }}>
            <div>
              <TextSetting
                label={d('name')}
                value={rule.label}
                isRequired
                onChange={(label) => set('label')(label ?? ' ')}
              />
            </div>
            <Switch
              checked={isOn}
              aria-label={t('enabled')}
              checkedChildren={t('enabled')}
              unCheckedChildren={t('disabled')}
              onChange={set('enabled')}
            />
          </div>
          <h2>{t('when')}</h2>
          <TriggerSettings form={form} ground={ground} trigger={rule.trigger} onChange={set('trigger')} />
          <h2>{t('if')}</h2>
          <ConditionField
            label={t('condition')}
            ground={ground}
            value={rule.condition}
            onChange={set('condition')}
          />
          <FiguresEditor form={form} figures={rule.figures} onChange={set('figures')} />
          <h2>{t('then')}</h2>
          <Actions rule={rule} form={form} ground={ground} onChange={set('actions')} />
        </div>
      </div>
    </DesignerShell>
  );
}

function Actions({
  rule,
  form,
  ground,
  onChange,
}: ReturnType<typeof useGround> & { rule: Rule; onChange: (actions: Action[]) => void }) {
  const t = useWords(ruleDesignWords);
  const e = useWords(effectWords);
  const v = useWords(verbs);
  const begin = useNewAction(form);
  const add = (type: Action['type']) => onChange([...rule.actions, begin(type, t('notice'))]);
  return (
    <div className={parts.rows}>
      {rule.actions.map((action, index) => (
        <section key={`${action.type} ${String(index)}`} className={parts.card}>
          <div className={parts.row} style={{ marginBottom: 8 }}>
            <strong>{e(`action_${action.type}`)}</strong>
            <Button
              type="text"
              size="small"
              icon={<DeleteOutlined />}
              aria-label={`${v('delete')} ${e(`action_${action.type}`)}`}
              disabled={rule.actions.length === 1}
              onClick={() => onChange(rule.actions.toSpliced(index, 1))}
            />
          </div>
          <EffectEditor
            effect={action}
            form={form}
            ground={ground}
            onChange={(next) => onChange(rule.actions.with(index, next))}
          />
        </section>
      ))}
      <Dropdown
        trigger={['click']}
        menu={{
          items: actionTypes.map((type) => ({ key: type, label: e(`action_${type}`) })),
          onClick: ({ key }) => add(key as Action['type']),
        }}
      >
        <Button icon={<PlusOutlined />}>{t('add_action')}</Button>
      </Dropdown>
    </div>
  );
}
