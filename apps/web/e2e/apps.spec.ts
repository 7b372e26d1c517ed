import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { newApp, putDocuments } from './new-app.js';
import { signIn, watchConsole } from './sign-in.js';

test('an app is exported to a file, and another one made of it', async ({ page }) => {
  const complaints = watchConsole(page, [/422 \(Unprocessable/]);
  await signIn(page);
  await page.goto('/apps/after_sales/design');
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: '导出应用' }).click();
  const exported = readFileSync(await (await downloading).path(), 'utf8');
  const file = JSON.parse(exported) as { documents: { kind: string; id: string; label: unknown }[] };
  for (const document of file.documents)
    if (document.kind === 'app') Object.assign(document, { id: 'twin', label: '双胞胎' });

  await page.goto('/');
  await page.getByRole('button', { name: '新建应用' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('从模板').click();
  // It may be installed again; its demo cannot come into an app that has records.
  await expect(dialog.getByText('已安装')).toBeVisible();
  await dialog.getByRole('radio', { name: '售后服务' }).check();
  await expect(dialog.getByRole('checkbox', { name: '同时安装演示人员和数据' })).toBeDisabled();
  await expect(dialog.getByText('演示数据只能加入没有记录的应用')).toBeVisible();
  await expect(dialog.getByRole('button', { name: '更新', exact: true })).toBeEnabled();
  await dialog.getByText('从应用文件').click();
  const choose = (name: string, text: string) =>
    dialog
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
  await choose('wrong.json', '{"format":"other"}');
  await expect(dialog.getByText('这不是 Fieldwork 应用文件')).toBeVisible();
  await expect(dialog.getByRole('button', { name: '新建', exact: true })).toBeDisabled();
  await choose('twin.json', JSON.stringify(file));
  await dialog.getByRole('button', { name: '新建', exact: true }).click();
  await expect(page).toHaveURL(/\/apps\/twin/, { timeout: 60_000 });
  await expect(page.getByText('双胞胎').first()).toBeVisible();
  expect(complaints).toEqual([]);
});

test('an app file of an app that is there updates it, or becomes a second app', async ({ page }) => {
  const complaints = watchConsole(page, [/409 \(Conflict/]);
  await signIn(page);
  const app = await newApp(page, 'kiosk', '小店');
  const form = (...fields: string[]) => ({
    kind: 'form',
    schema: 1,
    id: 'item',
    label: '货品',
    fields: fields.map((id) => ({ id, type: 'text', label: id })),
    layout: [],
  });
  await putDocuments(page, app, [{ folder: 'forms', document: form('name', 'colour') }], ['item']);
  const menu = [{ type: 'form', form: 'item' }];
  const documents = [{ kind: 'app', schema: 1, id: app, label: '大店', menu }, form('name', 'size')];
  const file = JSON.stringify({ format: 'fieldwork-app', documents });
  const dialog = page.getByRole('dialog', { name: '新建应用' });
  const begin = async () => {
    await page.goto('/');
    await page.getByRole('button', { name: '新建应用' }).click();
    await dialog.getByText('从应用文件').click();
    await dialog
      .locator('input[type=file]')
      .setInputFiles({ name: 'kiosk.json', mimeType: 'application/json', buffer: Buffer.from(file) });
    await expect(dialog.getByText('“大店”已经在这里')).toBeVisible();
  };

  await begin();
  await expect(dialog.getByRole('button', { name: '新建', exact: true })).toBeDisabled();
  await dialog.getByText('更新这个应用').click();
  await dialog.getByRole('button', { name: '更新', exact: true }).click();
  await expect(page.getByText('删除字段「colour」及其全部数据')).toBeVisible();
  await page.getByRole('button', { name: '删除这些数据并更新' }).click();
  await expect(page.getByText('已更新：2 项有变化；只有这里才有的 0 项保留')).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`/apps/${app}`));
  await expect(page.getByText('大店').first()).toBeVisible();

  await begin();
  await dialog.getByText('另建一个应用').click();
  await dialog.getByLabel('标识（建好后不能更改）').fill(app);
  await expect(dialog.getByText('已有应用用了这个标识')).toBeVisible();
  await dialog.getByLabel('标识（建好后不能更改）').fill(`${app}_b`);
  await dialog.getByLabel('应用名称').fill('分店');
  await dialog.getByRole('button', { name: '新建', exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/apps/${app}_b`));
  await expect(page.getByText('分店').first()).toBeVisible();
  expect(complaints).toEqual([]);
});

test('a document that nothing needs is deleted, a form when its name is typed, and the app by an administrator', async ({
  page,
}) => {
  // The page of the app may look once more while it is left.
  const complaints = watchConsole(page, [/404 \(Not Found/]);
  await signIn(page);
  const app = await newApp(page, 'gone', '临时应用');
  const form = (id: string, label: string, ...fields: object[]) => ({
    folder: 'forms',
    document: {
      kind: 'form',
      schema: 1,
      id,
      label,
      fields: [{ id: 'name', type: 'text', label: '名称' }, ...fields],
      layout: [],
    },
  });
  const item = { id: 'item', type: 'reference', form: 'item', label: '货品' };
  await putDocuments(page, app, [form('item', '货品'), form('sale', '销售', item)], ['item', 'sale']);
  await page.goto(`/apps/${app}/design`);

  await page.getByRole('button', { name: '删除 货品' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('link', { name: '销售' })).toBeVisible();
  await expect(dialog.getByRole('button', { name: '删除', exact: true })).toBeDisabled();
  await dialog
    .getByRole('button', { name: '取消' })
    .or(dialog.getByRole('button', { name: 'Cancel' }))
    .click();

  await page.getByRole('button', { name: '删除 销售' }).click();
  await expect(dialog.getByText('它的 0 条记录')).toBeVisible();
  await expect(dialog.getByRole('button', { name: '删除', exact: true })).toBeDisabled();
  await dialog.getByLabel('请输入“销售”来确认').fill('销售');
  await dialog.getByRole('button', { name: '删除', exact: true }).click();
  await expect(page.getByRole('link', { name: '销售' })).toBeHidden();
  await expect(page.getByRole('link', { name: '货品' })).toBeVisible();

  await page.getByRole('button', { name: '删除应用' }).click();
  await dialog.getByLabel('请输入“临时应用”来确认').fill('临时应用');
  await dialog.getByRole('button', { name: '删除', exact: true }).click();
  await expect(page.getByRole('heading', { name: '应用', exact: true })).toBeVisible();
  await expect(page.getByText('临时应用')).toBeHidden();
  expect((await page.request.get(`/api/v1/apps/${app}`)).status()).toBe(404);
  expect(complaints).toEqual([]);
});
