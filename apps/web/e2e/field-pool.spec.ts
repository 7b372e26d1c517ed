import { expect, test } from '@playwright/test';
import { act, fileOrders, readOrder, signedIn } from './field-orders.js';
import { card, noSignal, phoneOf, signInOnPhone } from './phone.js';
import { watchConsole } from './sign-in.js';

const word = `抢单${Date.now().toString(36)}-`;

test.use({ actionTimeout: 30_000 });
test.setTimeout(240_000);

test('an order in the pool is taken and accepted on the phone of whoever suits it, and of nobody else', async ({
  browser,
}) => {
  const [id = ''] = await fileOrders(browser, 'HK748268', 1, word);
  const dispatcher = await signedIn(browser, 'dispatcher1');
  await act(dispatcher, id, 'pool');
  await expect.poll(async () => (await readOrder(dispatcher, id)).status).toBe('pending_grab');

  const stranger = await (await phoneOf(browser)).newPage();
  await signInOnPhone(stranger, 'engineer5');
  const asked = stranger.waitForResponse(/claimable=true/);
  await stranger.reload();
  expect((await asked).ok()).toBe(true);
  await expect(card(stranger, new RegExp(word))).toHaveCount(0);

  const context = await phoneOf(browser);
  const page = await context.newPage();
  const complaints = watchConsole(page, noSignal);
  await signInOnPhone(page, 'engineer1');
  const offer = card(page, new RegExp(word));
  await expect(offer).toBeVisible();
  await expect(offer).not.toContainText('13800001234');
  await offer.getByRole('button', { name: '抢单' }).tap();
  await expect(page).toHaveURL(new RegExp(`/work/${id}`));
  await expect(page.getByRole('link', { name: /13800001234/ })).toBeVisible();
  await page.getByRole('button', { name: '接单', exact: true }).tap();
  await expect.poll(async () => (await readOrder(dispatcher, id)).status).toBe('in_progress');
  const order = await readOrder(dispatcher, id);
  expect(order.engineer).toMatchObject({ title: expect.stringContaining('王建军') });
  expect(order.accepted_at).not.toBeNull();
  expect(complaints).toEqual([]);
});
