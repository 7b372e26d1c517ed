import { expect, test } from '@playwright/test';
import { act, assignOrders, found, readOrder, signedIn } from './field-orders.js';
import { card, noSignal, phoneOf, pictureOf, signInOnPhone } from './phone.js';
import { watchConsole } from './sign-in.js';

const app = '/api/v1/apps/after_sales';
const word = `协助${Date.now().toString(36)}-`;

test.use({ actionTimeout: 30_000 });
test.setTimeout(240_000);

test('whoever helps with an order has it on his phone with his part of the steps, until he is taken off', async ({
  browser,
}) => {
  const [id = ''] = await assignOrders(browser, '王建军', 1, word);
  await act(await signedIn(browser, 'engineer1'), id, 'accept');
  const dispatcher = await signedIn(browser, 'dispatcher1');
  const engineer = (name: string) => found(dispatcher, 'engineer', { '==': [{ var: 'name' }, name] });
  const visit = await dispatcher.post(`${app}/forms/visit/records`, {
    data: {
      work_order: id,
      engineer: (await engineer('李思源')).id,
      role: 'helper',
      planned_from: new Date().toISOString(),
    },
  });
  expect(visit.status(), await visit.text()).toBe(201);

  const context = await phoneOf(browser);
  const page = await context.newPage();
  const complaints = watchConsole(page, noSignal);
  await expect.poll(async () => (await readOrder(dispatcher, id)).helpers).toHaveLength(1);
  await signInOnPhone(page, 'engineer2');
  const order = card(page, new RegExp(word));
  await expect(order).toHaveCount(1);
  await order.getByRole('link').first().tap();
  await expect(page.getByText('现场照片')).toBeVisible();
  await expect(page.getByText('协助处理').first()).toBeVisible();
  // To accept, to set off and to let the customer sign is up to whoever has the order.
  for (const step of ['接单', '出发', '到场签到', '服务报告', '客户验收签名'])
    await expect(page.getByText(step, { exact: true })).toHaveCount(0);
  await page.goto(`${page.url().replace(/\/$/, '')}/photos`);
  const picture = { name: 'a.jpg', mimeType: 'image/jpeg', buffer: await pictureOf(page, 200) };
  await page.locator('input[type=file]').setInputFiles(picture);
  await expect(page.locator('[data-field=report_photos] img')).toHaveCount(1);
  await page.getByRole('button', { name: /^保存/ }).tap();
  await expect
    .poll(async () => (await readOrder(dispatcher, id)).report_photos, { timeout: 30_000 })
    .toHaveLength(1);

  const { data } = await visit.json();
  const changed = await dispatcher.patch(`${app}/forms/visit/records/${data.id}`, {
    data: { engineer: (await engineer('张文博')).id },
  });
  expect(changed.status(), await changed.text()).toBe(200);
  await page.goto('/field');
  await expect(async () => {
    await page.reload();
    await expect(page.getByText('可离线使用')).toBeVisible();
    await expect(order).toHaveCount(0, { timeout: 3000 });
  }).toPass({ timeout: 60_000 });
  expect(complaints).toEqual([]);
  await context.close();
});
