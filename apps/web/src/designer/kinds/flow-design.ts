import { bilingual } from '@fieldwork/metadata';
import { firstLabels } from '../flow/first-labels.js';
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
      { type: 'start', id: 'start', label: firstLabels.start, next: 'task_1' },
      {
        type: 'task',
        id: 'task_1',
        label: firstLabels.task,
        assignee: [{ by: 'initiator' }],
        actions: [{ id: 'done', label: firstLabels.done, kind: 'complete', next: 'end' }],
      },
      { type: 'end', id: 'end', label: firstLabels.end },
    ],
  }),
  Designer: FlowDesigner,
};
