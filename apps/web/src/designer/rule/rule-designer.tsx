import type { Rule } from '@fieldwork/metadata';
import { Switch } from 'antd';
import { useParams } from 'react-router';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { Waiting } from '../../ui/waiting.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { ConditionField } from '../conditions/expression-field.js';
import { useGround } from '../conditions/use-ground.js';
import { designerWords } from '../designer-words.js';
import { DesignerShell } from '../document/designer-shell.js';
import type { DraftStore } from '../document/draft-store.js';
import { useDraftStore, useDraftView } from '../document/use-draft-store.js';
import { useProblems } from '../document/use-problems.js';
import { ActionsEditor } from '../effects/actions-editor.js';
import { FiguresEditor } from '../figures/figures-editor.js';
import { withProperty } from '../form/type-settings.js';
import parts from '../parts/parts.module.css';
import { TextSetting } from '../parts/setting.js';
import { Sheet, showPart } from '../parts/sheet.js';
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
    <DesignerShell store={store} problems={problems} onProblem={showPart} reload={reload}>
      <Sheet>
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
        <h2 data-part="trigger">{t('when')}</h2>
        <TriggerSettings form={form} ground={ground} trigger={rule.trigger} onChange={set('trigger')} />
        <h2 data-part="when figures">{t('if')}</h2>
        <ConditionField
          label={t('condition')}
          ground={ground}
          value={rule.condition}
          onChange={set('condition')}
        />
        <FiguresEditor form={form} figures={rule.figures} onChange={set('figures')} />
        <h2 data-part="actions">{t('then')}</h2>
        <ActionsEditor
          actions={rule.actions}
          form={form}
          ground={ground}
          notice={t('notice')}
          onChange={set('actions')}
        />
      </Sheet>
    </DesignerShell>
  );
}
