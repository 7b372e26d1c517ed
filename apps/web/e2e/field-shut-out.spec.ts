import { expect, test } from '@playwright/test';
import { signedIn } from './field-orders.js';
import { noSignal, phoneOf, signInOnPhone } from './phone.js';
import { watchConsole } from './sign-in.js';

test.setTimeout(120_000);

test('a phone that is shut out wipes itself, and whoever holds it has to sign in', async ({ browser }) => {
  const context = await phoneOf(browser);
  const page = await context.newPage();
  const complaints = watchConsole(page, noSignal);
  await signInOnPhone(page, 'engineer4');
  const owner = await signedIn(browser, 'engineer4');
  const listed = (await (await owner.get('/api/v1/devices')).json()).data as { id: string }[];
  expect(listed).toHaveLength(1);
  const revoked = await owner.post(`/api/v1/devices/${listed[0]?.id}/revoke`);
  expect(revoked.status()).toBe(204);
  expect((await context.request.get('/api/v1/session')).status()).toBe(401);

  await page.reload();
  await expect(page.getByText('这台手机已被停用')).toBeVisible();
  // Nothing is left of what it held, nor of whose it was.
  expect(await page.evaluate(`localStorage.getItem('fieldwork.field')`)).toBeNull();
  const databases = await page.evaluate(`indexedDB.databases().then((all) => all.map(({ name }) => name))`);
  expect(databases).not.toContainEqual(expect.stringContaining('fieldwork-field.'));
  await page.reload();
  await expect(page.getByLabel('登录名')).toBeVisible();
  expect(((await (await owner.get('/api/v1/devices')).json()).data as unknown[]).length).toBe(1);
  expect(complaints).toEqual([]);
});
