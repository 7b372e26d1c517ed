import { expect, type Locator, type Page, test } from '@playwright/test';
import { choose, newApp } from './new-app.js';
import { notSignedIn, signIn, watchConsole } from './sign-in.js';

async function newForm(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: '新建表单' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: '名称' }).fill(name);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: '表单画布' })).toBeVisible();
}

async function dragTo(page: Page, from: Locator, to: Locator): Promise<void> {
  const start = await from.boundingBox();
  const end = await to.boundingBox();
  if (!start || !end) throw new Error('Nothing to drag');
  await page.mouse.move(start.x + start.width / 2, start.y + start.height / 2);
  await page.mouse.down();
  await page.mouse.move(start.x + start.width, start.y + start.height + 8, { steps: 4 });
  await page.mouse.move(end.x + end.width / 2, end.y + Math.min(end.height / 2, 120), { steps: 8 });
  await page.mouse.up();
}

const palette = (page: Page, type: string) =>
  page.getByRole('navigation', { name: '字段' }).getByRole('button', { name: type, exact: true });

test('a field is dragged in, shown only for one choice, previewed, and published as a column', async ({
  page,
}) => {
  const complaints = watchConsole(page, [notSignedIn]);
  await signIn(page);
  const app = await newApp(page, 'visits', '拜访');
  await newForm(page, '拜访记录');
  const canvas = page.getByRole('region', { name: '表单画布' });

  await dragTo(page, palette(page, '单行文本'), canvas);
  await page.getByRole('textbox', { name: '名称', exact: true }).fill('主题');
  await palette(page, '单选').click();
  await dragTo(page, palette(page, '日期'), canvas.getByRole('group', { name: '单选', exact: true }));
  await page.getByRole('textbox', { name: '名称', exact: true }).fill('下次拜访');
  const field = canvas.getByRole('group', { name: '下次拜访', exact: true });
  await expect(field).toBeVisible();

  // Visible only for the second option, put together by choosing.
  await page.getByRole('button', { name: '条件', exact: true }).click();
  await page.getByRole('radiogroup', { name: '显示', exact: true }).getByText('满足条件时').click();
  await page.getByRole('button', { name: /^显示 · 满足条件时/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /添加条件$/ }).click();
  await choose(page, dialog.getByLabel('字段', { exact: true }), '单选');
  await choose(page, dialog.getByLabel('值', { exact: true }), '选项 2');
  await page.keyboard.press('Escape');
  await dialog.getByRole('button', { name: '确定' }).click();
  await expect(page.getByRole('button', { name: /单选 是 选项 2/ })).toBeVisible();

  await page.getByRole('button', { name: /预览$/ }).click();
  const preview = page.getByTestId('preview');
  await expect(preview.getByText('主题')).toBeVisible();
  await expect(preview.getByText('下次拜访')).toBeHidden();
  await choose(page, preview.getByLabel('单选'), '选项 2');
  await expect(preview.getByText('下次拜访')).toBeVisible();
  await page
    .getByRole('button', { name: 'Close' })
    .or(page.getByRole('button', { name: '关闭' }))
    .first()
    .click();

  await page.getByRole('button', { name: '发布', exact: true }).click();
  await expect(page.getByRole('dialog').getByText('新建数据表')).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: '发布' }).click();
  await expect(page.getByText('已发布，现在生效')).toBeVisible();

  // The table has the columns, and the form is in the menu.
  const forms = await (await page.request.get(`/api/v1/apps/${app}`)).json();
  const form = forms.data.forms[0];
  const [date] = form.fields.filter((one: { type: string }) => one.type === 'date');
  const list = `/api/v1/apps/${app}/forms/${form.id}/records?fields=${date.id}`;
  expect((await page.request.get(list)).ok()).toBe(true);
  await page.goto(`/apps/${app}`);
  await expect(page.getByRole('link', { name: '拜访记录' }).first()).toBeVisible();
  expect(complaints).toEqual([]);
});

test('the keyboard adds, moves, widens, doubles, deletes and takes back', async ({ page }) => {
  await signIn(page);
  await newApp(page, 'keys', '键盘');
  await newForm(page, '联系');
  const canvas = page.getByRole('region', { name: '表单画布' });
  const nodes = canvas.locator('[data-node]');
  await palette(page, '单行文本').focus();
  await page.keyboard.press('Enter');
  await expect(nodes).toHaveCount(1);
  await palette(page, '数字').focus();
  await page.keyboard.press('Enter');
  await expect(nodes).toHaveCount(2);
  const number = canvas.getByRole('group', { name: '数字', exact: true });
  await expect(number).toBeFocused();

  await page.keyboard.press('Alt+ArrowUp');
  await expect(nodes.first()).toHaveAttribute('aria-label', '数字');
  await expect(number).toBeFocused();
  const before = (await number.boundingBox())?.width ?? 0;
  await page.keyboard.press('Alt+ArrowRight');
  await expect.poll(async () => (await number.boundingBox())?.width ?? 0).toBeGreaterThan(before);
  await page.keyboard.press('Control+d');
  await expect(nodes).toHaveCount(3);
  await page.keyboard.press('Delete');
  await expect(nodes).toHaveCount(2);
  await page.getByRole('button', { name: '撤销' }).click();
  await expect(nodes).toHaveCount(3);
  await page.keyboard.press('Control+Shift+z');
  await expect(nodes).toHaveCount(2);

  // What was done is kept as a draft.
  await page.keyboard.press('Control+s');
  await expect(page.getByText('草稿已保存')).toBeVisible();
  await page.reload();
  await expect(nodes).toHaveCount(2);
});
