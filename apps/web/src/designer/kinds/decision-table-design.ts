import { bilingual } from '@fieldwork/metadata';
import { DecisionTableDesigner } from '../decision-table/decision-table-designer.js';
import type { KindDesign } from './kind-design.js';

export const decisionTableDesign: KindDesign<'decision_table'> = {
  plural: bilingual('决策表', 'Decision tables'),
  hint: bilingual('按条件查结果：定级、时长、价格', 'What follows from what: grades, durations, prices'),
  create: bilingual('新建决策表', 'New decision table'),
  example: bilingual('例如：优先级定级', 'For example: Priority'),
  isAboutForm: true,
  begin: ({ id, label, form }) => ({
    kind: 'decision_table',
    schema: 1,
    id,
    label,
    form,
    hit: { policy: 'unique' },
    inputs: [{ id: 'input_1', label: bilingual('条件', 'Condition'), type: 'text' }],
    outputs: [{ id: 'output_1', label: bilingual('结果', 'Result'), type: 'text' }],
    rows: [{ id: 'row_1', when: {}, then: {} }],
  }),
  Designer: DecisionTableDesigner,
};
