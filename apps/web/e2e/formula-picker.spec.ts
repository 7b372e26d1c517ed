import { expect, test } from '@playwright/test';
import { newApp, putDocuments } from './new-app.js';
import { signIn, watchConsole } from './sign-in.js';

const trip = {
  kind: 'form',
  schema: 1,
  id: 'trip',
  label: '行程',
  fields: [
    {
      id: 'stops',
      label: '站点',
      type: 'sub_table',
      fields: [{ id: 'km', label: '公里', type: 'number' }],
    },
    { id: 'fee', label: '费用', type: 'number' },
    { id: 'total', label: '合计', type: 'formula', result: 'number', compute: { var: 'fee' } },
  ],
  layout: [
    { kind: 'field', field: 'stops' },
    { kind: 'field', field: 'fee' },
    { kind: 'field', field: 'total' },
  ],
};
const report = {
  kind: 'report',
  schema: 1,
  id: 'costs',
  label: '费用统计',
  form: 'trip',
  chart: { type: 'kpi' },
  dimensions: [],
  measures: [{ id: 'n', label: '数量', aggregate: 'count' }],
};

test('a column is picked into a sum, a formula is not offered its own field, and a report sums a chosen field', async ({
  page,
}) => {
  const complaints = watchConsole(page);
  await signIn(page);
  const app = await newApp(page, 'picker', '公式');
  const documents = [
    { folder: 'forms', document: trip },
    { folder: 'reports', document: report },
  ];
  await putDocuments(page, app, documents, ['trip']);
  await page.goto(`/apps/${app}/design/forms/trip`);
  await page
    .getByRole('region', { name: '表单画布' })
    .getByRole('group', { name: '合计', exact: true })
    .click();
  await page.getByRole('button', { name: /\[费用\]/ }).click();
  const dialog = page.getByRole('dialog');
  const formula = dialog.getByRole('textbox', { name: '公式' });
  await expect(dialog.getByRole('button', { name: '费用', exact: true })).toBeVisible();
  await expect(dialog.getByRole('button', { name: '合计', exact: true })).toBeHidden();
  await formula.fill('');
  await dialog.getByText('函数', { exact: true }).click();
  await dialog.getByRole('button', { name: /^sum/ }).click();
  await dialog.getByText('字段', { exact: true }).click();
  await dialog.getByRole('button', { name: /^公里/ }).click();
  await expect(formula).toHaveValue('sum([站点], [公里])');
  await expect(dialog.getByText('公式正确')).toBeVisible();
  await dialog.getByRole('button', { name: '确定' }).click();
  await page.keyboard.press('Control+s');
  await expect(page.getByText('草稿已保存')).toBeVisible();

  await page.goto(`/apps/${app}/design/reports/costs`);
  await page.getByRole('combobox', { name: '算法' }).first().click();
  await page.locator('.ant-select-item-option').filter({ hasText: '合计' }).first().click();
  await page.getByRole('combobox', { name: '取值' }).click();
  await page.locator('.ant-select-item-option').filter({ hasText: '费用' }).first().click();
  await page.keyboard.press('Control+s');
  await expect(page.getByText('草稿已保存')).toBeVisible();
  const draft = await (await page.request.get(`/api/v1/apps/${app}/reports/costs`)).json();
  expect(draft.data.document.measures[0]).toMatchObject({ aggregate: 'sum', value: { var: 'fee' } });
  expect(complaints).toEqual([]);
});
