import { bilingual } from '@fieldwork/metadata';
import { FlowDesigner } from '../flow/flow-designer.js';
import type { KindDesign } from './kind-design.js';

export const flowDesign: KindDesign<'flow'> = {
  plural: bilingual('流程', 'Flows'),
  hint: bilingual('工作怎样从一个人交到下一个人', 'How work goes from one person to the next'),
  create: bilingual('新建流程', 'New flow'),
  example: bilingual('例如：报修处理', 'For example: Repair request'),
  isAboutForm: true,
  begin: ({ id, label, form }) => ({
    kind: 'flow',
    schema: 1,
    id,
    label,
    form,
    trigger: { on: 'created' },
    nodes: [
      { type: 'start', id: 'start', label: bilingual('开始', 'Start'), next: 'task_1' },
      {
        type: 'task',
        id: 'task_1',
        label: bilingual('处理', 'Handle'),
        assignee: [{ by: 'initiator' }],
        actions: [{ id: 'done', label: bilingual('完成', 'Done'), kind: 'complete', next: 'end' }],
      },
      { type: 'end', id: 'end', label: bilingual('结束', 'End') },
    ],
  }),
  Designer: FlowDesigner,
};
