import { expect, type Locator, type Page, test } from '@playwright/test';
import { newApp, putDocuments } from './new-app.js';
import { signIn } from './sign-in.js';

const orders = '/apps/after_sales/forms/work_order';
const dialog = (page: Page) => page.getByRole('dialog');

const tariff = {
  kind: 'form',
  schema: 1,
  id: 'tariff',
  label: '价目',
  fields: [
    { id: 'fee', label: '费用', type: 'number' },
    { id: 'total', label: '合计', type: 'formula', result: 'number', compute: { var: 'fee' } },
  ],
  layout: [
    { kind: 'field', field: 'fee' },
    { kind: 'field', field: 'total' },
  ],
};

/** Opens something, and says where somebody then expects to type. */
type Opening = (page: Page) => Promise<Locator>;

const openings: Record<string, Opening> = {
  'the fields to filter by': async (page) => {
    await page.goto(orders);
    await page.getByRole('button', { name: '筛选' }).click();
    return page.getByRole('combobox', { name: '按什么筛选' });
  },
  'the values of a filter': async (page) => {
    const filter = JSON.stringify({ in: [{ var: 'status' }, ['assigned']] });
    await page.goto(`${orders}?filter=${encodeURIComponent(filter)}`);
    await page
      .getByRole('button', { name: /^状态 / })
      .first()
      .click();
    return page.getByRole('combobox', { name: '值' });
  },
  'the search': async (page) => {
    await page.goto(orders);
    await expect(page.getByText(/共 \d+ 条/)).toBeVisible();
    await page.keyboard.press('Control+k');
    return page.getByRole('combobox', { name: '搜索' });
  },
  'a new app': async (page) => {
    await page.goto('/');
    await page.getByRole('button', { name: '新建应用' }).click();
    return dialog(page).getByLabel('应用名称');
  },
  'a new department': async (page) => {
    await page.goto('/settings/departments');
    await page.getByRole('button', { name: '添加部门' }).click();
    return dialog(page).locator('#department-name');
  },
  'a new key': async (page) => {
    await page.goto('/settings/keys');
    await page.getByRole('button', { name: '新建密钥' }).click();
    return dialog(page).getByLabel('用途');
  },
  'a new form': async (page) => {
    await newApp(page, 'focus', '焦点');
    await page.getByRole('button', { name: '新建表单' }).click();
    return dialog(page).getByRole('textbox', { name: '名称' });
  },
  'the end of an app': async (page) => {
    await newApp(page, 'focus', '焦点');
    await page.getByRole('button', { name: '删除应用' }).click();
    return dialog(page).getByLabel('请输入“焦点”来确认');
  },
  'a formula': async (page) => {
    const app = await newApp(page, 'focus', '焦点');
    await putDocuments(page, app, [{ folder: 'forms', document: tariff }], ['tariff']);
    await page.goto(`/apps/${app}/design/forms/tariff`);
    await page
      .getByRole('region', { name: '表单画布' })
      .getByRole('group', { name: '合计', exact: true })
      .click();
    await page.getByRole('button', { name: /\[费用\]/ }).click();
    return dialog(page).getByRole('textbox', { name: '公式' });
  },
};

for (const reducedMotion of ['reduce', 'no-preference'] as const)
  test(`what opens is ready to be typed into, with ${reducedMotion === 'reduce' ? 'no' : 'the usual'} motion`, async ({
    page,
  }) => {
    await page.emulateMedia({ reducedMotion });
    await signIn(page);
    for (const [name, open] of Object.entries(openings))
      await test.step(name, async () => {
        await expect.soft(await open(page)).toBeFocused();
      });
  });

test('nothing glides or fades where the system asks for no motion', async ({ page }) => {
  await signIn(page);
  await page.goto(orders);
  await expect(page.getByText(/共 \d+ 条/)).toBeVisible();
  const gliding = () =>
    page.evaluate<string[]>(`[...document.querySelectorAll('body *')]
      .filter((one) => getComputedStyle(one).transitionDuration.split(', ').some((length) => length !== '0s'))
      .map(({ className }) => String(className))`);
  expect(await gliding()).toEqual([]);
  // Asked for no longer, it moves again at once.
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await expect.poll(async () => (await gliding()).length).toBeGreaterThan(0);
});
