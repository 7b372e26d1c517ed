import type { Flow, Form } from '@fieldwork/metadata';
import type { FlowContext } from '../state.js';

export const orderForm: Form = {
  kind: 'form',
  schema: 1,
  id: 'work_order',
  label: '工单',
  title: 'subject',
  fields: [
    { id: 'subject', type: 'text', label: '主题' },
    {
      id: 'status',
      type: 'choice',
      label: '状态',
      options: [
        { id: 'new', label: '待派工' },
        { id: 'working', label: '处理中' },
        { id: 'closed', label: '已关闭' },
      ],
    },
    { id: 'cost', type: 'money', label: '费用' },
    { id: 'engineer', type: 'member', label: '工程师' },
  ],
  layout: [],
};
export const surveyForm: Form = {
  kind: 'form',
  schema: 1,
  id: 'survey',
  label: '回访',
  fields: [{ id: 'work_order', type: 'reference', label: '工单', form: 'work_order' }],
  layout: [],
};

export const orderFlow: Flow = {
  kind: 'flow',
  schema: 1,
  id: 'handling',
  label: '工单处理',
  form: 'work_order',
  trigger: { on: 'created' },
  nodes: [
    { id: 'begin', type: 'start', label: '开始', next: 'dispatch' },
    {
      id: 'dispatch',
      type: 'task',
      label: '派工',
      assignee: [{ by: 'role', role: 'dispatcher' }],
      editable: ['engineer'],
      set: [{ field: 'status', value: 'new' }],
      actions: [{ id: 'assign', label: '派出', kind: 'complete', next: 'repair' }],
    },
    {
      id: 'repair',
      type: 'task',
      label: '处理',
      assignee: [{ by: 'field', field: 'engineer' }],
      set: [{ field: 'status', value: 'working' }],
      dueAfter: { amount: 2, unit: 'hour' },
      actions: [
        {
          id: 'finish',
          label: '完成',
          kind: 'complete',
          next: 'close',
          when: { '>': [{ var: 'cost' }, 0] },
          set: [{ field: 'subject', value: '完成' }],
        },
        { id: 'decline', label: '退回', kind: 'return', next: 'dispatch', reason: 'required' },
      ],
    },
    {
      id: 'close',
      type: 'write',
      label: '关闭',
      set: [{ field: 'status', value: 'closed' }],
      next: 'is_closed',
    },
    {
      id: 'is_closed',
      type: 'condition',
      label: '已关闭？',
      branches: [
        { id: 'yes', label: '是', when: { '==': [{ var: 'status' }, 'closed'] }, next: 'make_survey' },
      ],
      otherwise: 'done',
    },
    {
      id: 'make_survey',
      type: 'create',
      label: '建回访',
      form: 'survey',
      set: [{ field: 'work_order', value: { var: 'id' } }],
      next: 'tell',
    },
    {
      id: 'tell',
      type: 'notify',
      label: '通知',
      to: [{ by: 'initiator' }],
      title: '{{subject}}：{{status}}',
      next: 'done',
    },
    { id: 'done', type: 'end', label: '结束' },
  ],
};

/** A record and its surroundings; ids count up, the clock stands. */
export function contextOf(values: Record<string, unknown>, ids = { last: 0 }): FlowContext {
  return {
    form: orderForm,
    forms: new Map([orderForm, surveyForm].map((form) => [form.id, form])),
    values: { id: '01920000-0000-7000-8000-000000000001', ...values },
    context: {
      now: '2026-02-28T08:00:00.000Z',
      timeZone: 'Asia/Shanghai',
      user: { id: null, department: null, roles: [] },
    },
    newId() {
      ids.last += 1;
      return `id-${ids.last}`;
    },
  };
}
