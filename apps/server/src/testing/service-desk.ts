import type { Document, Flow, Form, Role, Rule } from '@fieldwork/metadata';
import { AppMemberService } from '../identity/app-member.service.js';
import { AppService } from '../metadata/app.service.js';
import type { TestApp } from './app.js';

export const orderForm: Form = {
  kind: 'form',
  schema: 1,
  id: 'work_order',
  label: '工单',
  title: 'subject',
  status: 'status',
  fields: [
    { id: 'subject', type: 'text', label: '主题', required: true },
    {
      id: 'status',
      type: 'choice',
      label: '状态',
      readOnly: true,
      default: 'filed',
      options: ['filed', 'new', 'working', 'review', 'closed'].map((id) => ({ id, label: id })),
    },
    { id: 'engineer', type: 'reference', label: '工程师', form: 'engineer' },
    { id: 'diagnosis', type: 'text', label: '诊断' },
    { id: 'cost', type: 'money', label: '费用' },
    { id: 'secret', type: 'text', label: '内部' },
    { id: 'reported_at', type: 'datetime', label: '报修时间', default: { now: [] } },
    { id: 'escalated', type: 'yes_no', label: '已升级' },
    { id: 'count', type: 'number', label: '次数' },
  ],
  layout: [{ kind: 'field', field: 'subject' }],
};
const engineerForm: Form = {
  kind: 'form',
  schema: 1,
  id: 'engineer',
  label: '工程师',
  title: 'name',
  fields: [
    { id: 'name', type: 'text', label: '姓名' },
    { id: 'account', type: 'member', label: '账号' },
  ],
  layout: [{ kind: 'field', field: 'name' }],
};
const surveyForm: Form = {
  kind: 'form',
  schema: 1,
  id: 'survey',
  label: '回访',
  fields: [
    { id: 'work_order', type: 'reference', label: '工单', form: 'work_order', required: true },
    { id: 'rating', type: 'number', label: '评分', required: true },
  ],
  layout: [{ kind: 'field', field: 'rating' }],
};

export const orderFlow: Flow = {
  kind: 'flow',
  schema: 1,
  id: 'handling',
  label: '工单处理',
  form: 'work_order',
  trigger: { on: 'created', when: { '!=': [{ var: 'subject' }, '不走流程'] } },
  nodes: [
    { id: 'begin', type: 'start', label: '开始', next: 'dispatch' },
    {
      id: 'dispatch',
      type: 'task',
      label: '派工',
      assignee: [{ by: 'role', role: 'dispatcher' }],
      editable: ['engineer'],
      required: ['engineer'],
      hidden: ['secret'],
      set: [{ field: 'status', value: 'new' }],
      actions: [{ id: 'assign', label: '派出', kind: 'complete', next: 'repair' }],
    },
    {
      id: 'repair',
      type: 'task',
      label: '处理',
      assignee: [{ by: 'field', field: 'engineer.account' }],
      editable: ['diagnosis', 'cost'],
      required: ['diagnosis'],
      set: [{ field: 'status', value: 'working' }],
      dueAfter: { amount: 4, unit: 'hour' },
      actions: [
        {
          id: 'finish',
          label: '完成',
          kind: 'complete',
          next: 'is_dear',
          set: [{ field: 'status', value: 'review' }],
        },
        { id: 'decline', label: '退回派工', kind: 'return', next: 'dispatch', reason: 'required' },
      ],
    },
    {
      id: 'is_dear',
      type: 'condition',
      label: '费用较高？',
      branches: [{ id: 'yes', label: '是', when: { '>': [{ var: 'cost' }, 1000] }, next: 'review' }],
      otherwise: 'close',
    },
    {
      id: 'review',
      type: 'task',
      label: '审核',
      assignee: [{ by: 'role', role: 'manager' }],
      actions: [
        {
          id: 'approve',
          label: '通过',
          kind: 'complete',
          next: 'close',
          when: { '<': [{ var: 'cost' }, 100000] },
        },
        { id: 'reject', label: '退回处理', kind: 'return', next: 'repair', reason: 'required' },
      ],
    },
    { id: 'close', type: 'write', label: '关闭', set: [{ field: 'status', value: 'closed' }], next: 'tell' },
    {
      id: 'tell',
      type: 'notify',
      label: '通知',
      to: [{ by: 'initiator' }],
      title: '{{subject}} 已由 {{engineer.name}} 处理',
      next: 'done',
    },
    { id: 'done', type: 'end', label: '结束' },
  ],
};

const base = { kind: 'rule', schema: 1, form: 'work_order' } as const;
export const rules: Rule[] = [
  {
    ...base,
    id: 'escalate',
    label: '超时升级',
    trigger: { on: 'time', field: 'reported_at', after: { amount: 24, unit: 'hour' } },
    condition: { '!=': [{ var: 'status' }, 'closed'] },
    actions: [
      { type: 'set', set: [{ field: 'escalated', value: true }] },
      { type: 'notify', to: [{ by: 'role', role: 'manager' }], title: '{{subject}} 超时' },
    ],
  },
  {
    ...base,
    id: 'survey',
    label: '关闭回访',
    trigger: { on: 'changed', fields: ['status'] },
    condition: {
      and: [{ '==': [{ var: 'status' }, 'closed'] }, { '!=': [{ var: 'old.status' }, 'closed'] }],
    },
    actions: [{ type: 'create', form: 'survey', set: [{ field: 'work_order', value: { var: 'id' } }] }],
  },
  {
    ...base,
    id: 'ping',
    label: '循环',
    trigger: { on: 'changed', fields: ['count'] },
    condition: { '<': [{ var: 'count' }, 1000] },
    actions: [{ type: 'set', set: [{ field: 'count', value: { '+': [{ var: 'count' }, 1] } }] }],
  },
  {
    ...base,
    id: 'broken',
    label: '坏规则',
    trigger: { on: 'changed', fields: ['count'] },
    actions: [{ type: 'create', form: 'survey', set: [{ field: 'work_order', value: { var: 'nothing' } }] }],
  },
];

const role = (id: string, forms: Role['forms']): Role => ({ kind: 'role', schema: 1, id, label: id, forms });
const workers: Role['forms'] = {
  work_order: { read: true, create: true, update: false, hidden: ['secret'] },
  engineer: { read: true },
};

export const serviceDesk: Document[] = [
  {
    kind: 'app',
    schema: 1,
    id: 'desk',
    label: '服务',
    timeZone: 'Asia/Shanghai',
    menu: [{ type: 'form', form: 'work_order' }],
  },
  orderForm,
  engineerForm,
  surveyForm,
  orderFlow,
  ...rules.filter(({ id }) => id !== 'broken'),
  role('dispatcher', workers),
  role('engineer', workers),
  role('manager', workers),
];

/** Installs the app and gives each of these people one role in it; answers their ids. */
export async function installServiceDesk(
  test: TestApp,
  people: Record<string, string>,
  documents: readonly Document[] = serviceDesk,
): Promise<Record<string, string>> {
  await test.app.get(AppService).install(documents, null);
  const ids: Record<string, string> = {};
  for (const [login, held] of Object.entries(people)) {
    ids[login] = await test.createUser(login);
    await test.app.get(AppMemberService).replace('desk', ids[login], [held]);
  }
  return ids;
}

/** Waits for what the outbox performs. */
export async function until<T>(look: () => Promise<T | null | undefined | false>, ms = 30_000): Promise<T> {
  const end = Date.now() + ms;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) throw new Error('It did not happen in time');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Every effect of what was written has been done, but for what waits for a later moment. */
export async function settled({ database }: TestApp, ms?: number): Promise<void> {
  const waiting = `select count(*)::int as left from platform.outbox
    where done_at is null and failed_at is null and due_at <= now()`;
  await until(async () => (await database.query<{ left: number }>(waiting)).rows[0]?.left === 0, ms);
}

/** As clients do it: where so many ask at once that the service is not available right now, it is asked again. */
export async function patiently<A extends { status: number }>(ask: () => PromiseLike<A>): Promise<A> {
  const end = Date.now() + 60_000;
  for (;;) {
    const answer = await ask();
    if (answer.status !== 503 || Date.now() > end) return answer;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
