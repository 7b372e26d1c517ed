import { bilingual } from '@fieldwork/metadata';
import { RuleDesigner } from '../rule/rule-designer.js';
import type { KindDesign } from './kind-design.js';

export const ruleDesign: KindDesign<'rule'> = {
  plural: bilingual('自动规则', 'Rules'),
  hint: bilingual('什么时候自动做什么', 'What happens by itself, and when'),
  create: bilingual('新建规则', 'New rule'),
  example: bilingual('例如：超时提醒', 'For example: Overdue reminder'),
  isAboutForm: true,
  begin: ({ id, label, form }) => ({
    kind: 'rule',
    schema: 1,
    id,
    label,
    form,
    enabled: true,
    trigger: { on: 'created' },
    actions: [
      {
        type: 'notify',
        to: [{ by: 'initiator' }],
        title: bilingual('有一条新记录', 'There is a new record'),
      },
    ],
  }),
  Designer: RuleDesigner,
};
