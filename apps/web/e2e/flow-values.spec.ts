import { expect, test } from '@playwright/test';
import { choose, newApp, putDocuments } from './new-app.js';
import { signIn, watchConsole } from './sign-in.js';

const visit = {
  kind: 'form',
  schema: 1,
  id: 'visit',
  label: '拜访',
  fields: [
    {
      id: 'state',
      label: '状态',
      type: 'choice',
      options: [
        { id: 'option_1', label: '已批准' },
        { id: 'option_2', label: '已退回' },
      ],
    },
    { id: 'tags', label: '标签', type: 'choices', options: [{ id: 'vip', label: '贵宾' }] },
    { id: 'seen', label: '已阅', type: 'yes_no' },
    { id: 'cost', label: '费用', type: 'number' },
    { id: 'judge', label: '审批人', type: 'member' },
  ],
  layout: [],
};
const approval = {
  kind: 'flow',
  schema: 1,
  id: 'approval',
  label: '审批',
  form: 'visit',
  trigger: { on: 'created' },
  nodes: [
    { type: 'start', id: 'start', label: '开始', next: 'judge' },
    {
      type: 'task',
      id: 'judge',
      label: { 'zh-CN': '处理', en: 'Handle' },
      assignee: [{ by: 'initiator' }],
      actions: [{ id: 'done', label: { 'zh-CN': '完成', en: 'Done' }, kind: 'complete', next: 'end' }],
    },
    { type: 'end', id: 'end', label: '结束' },
  ],
};

test('what a button of a flow writes is chosen by its words, and by a formula where somebody wants one', async ({
  page,
}) => {
  const complaints = watchConsole(page);
  await signIn(page);
  const app = await newApp(page, 'values', '取值');
  await putDocuments(
    page,
    app,
    [
      { folder: 'forms', document: visit },
      { folder: 'flows', document: approval },
    ],
    ['visit'],
  );
  await page.goto(`/apps/${app}/design/flows/approval`);
  await page.getByText('处理', { exact: true }).last().click();
  // Renamed in one language, while the other was only what a new flow begins with: both have the new name.
  await page.getByRole('textbox', { name: '名称', exact: true }).first().fill('审批');
  await page.getByText('完成', { exact: true }).last().click();
  await page.getByRole('textbox', { name: '名称', exact: true }).last().fill('批准');
  const values = async (name: string) => {
    await page.getByRole('button', { name: '添加写入' }).last().click();
    await expect(page.getByRole('combobox', { name: '字段' }).last()).toBeVisible();
    await expect(page.getByText(name, { exact: true }).last()).toBeVisible();
  };

  await values('状态');
  await choose(page, page.getByLabel('值', { exact: true }).last(), '已退回');
  await values('标签');
  await choose(page, page.getByLabel('值', { exact: true }).last(), '贵宾');
  await page.keyboard.press('Escape');
  await values('已阅');
  await page.getByRole('radio', { name: '是', exact: true }).click();
  await values('费用');
  await page.getByLabel('值', { exact: true }).last().fill('12.5');
  await values('审批人');
  await page.getByLabel('值', { exact: true }).last().fill('管理员');
  await page.locator('.ant-select-item-option').filter({ hasText: '管理员' }).first().click();

  // A formula instead; one that names no option says which there are.
  await page.getByRole('button', { name: '改用公式' }).first().click();
  await page.getByRole('button', { name: /^值: "option_2"/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: '公式' }).fill('"approved"');
  await expect(dialog.getByRole('status')).toHaveText(
    '没有选项“approved”；选项有：已批准 "option_1"、已退回 "option_2"',
  );
  await dialog.getByRole('textbox', { name: '公式' }).fill('"option_1"');
  await dialog.getByRole('button', { name: '确定' }).click();
  await page.getByRole('button', { name: '直接填写' }).click();
  await expect(page.getByText('已批准', { exact: true })).toBeVisible();

  await page.keyboard.press('Control+s');
  await expect(page.getByText('草稿已保存')).toBeVisible();
  const draft = await (await page.request.get(`/api/v1/apps/${app}/flows/approval`)).json();
  expect(draft.data.issues).toEqual([]);
  const [, task] = draft.data.document.nodes;
  expect([task.label, task.actions[0].label]).toEqual(['审批', '批准']);
  expect(task.actions[0].set).toEqual([
    { field: 'state', value: 'option_1' },
    { field: 'tags', value: ['vip'] },
    { field: 'seen', value: true },
    { field: 'cost', value: '12.5' },
    { field: 'judge', value: expect.stringMatching(/^[0-9a-f-]{36}$/) },
  ]);
  expect(complaints).toEqual([]);
});
