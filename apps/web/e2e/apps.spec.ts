import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
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
  await expect(dialog.getByText('已安装')).toBeVisible();
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
