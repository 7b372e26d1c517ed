import { expect, type Page, test } from '@playwright/test';
import { assignOrders, readOrder, signedIn } from './field-orders.js';
import { card, noSignal, phoneOf, signInOnPhone } from './phone.js';
import { watchConsole } from './sign-in.js';

const word = `定位${Date.now().toString(36)}-`;

const inDoubt = /位置存疑：距上一次位置 \d+ 公里，只隔约 \d+ 分钟/;

test.use({ actionTimeout: 30_000 });

/** The visit with that number, up to the check-in; answers where the step is. */
async function checkIn(page: Page, number: number): Promise<string> {
  const order = card(page, new RegExp(`${word}${number}(?!\\d)`));
  await order.getByRole('button', { name: '接单' }).tap();
  await order.getByRole('button', { name: '出发' }).tap();
  await order.getByRole('button', { name: '到场签到' }).tap();
  await page.getByLabel('原因').fill('停车场在马路对面');
  const step = page.url();
  await page.getByRole('button', { name: '签到', exact: true }).tap();
  await expect(page.getByText('服务报告')).toBeVisible();
  await page.goto('/field');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('今日');
  return step;
}

test('a check-in where nobody gets so quickly is marked at the office and on the phone, and the visit goes on', async ({
  browser,
}) => {
  const [first = '', second = ''] = await assignOrders(browser, '张文博', 2, word);
  const context = await phoneOf(browser);
  const page = await context.newPage();
  const complaints = watchConsole(page, noSignal);
  await signInOnPhone(page, 'engineer3');
  await checkIn(page, 1);
  await context.setGeolocation({ longitude: 121.47, latitude: 31.23, accuracy: 8 });
  const step = await checkIn(page, 2);

  const manager = await signedIn(browser, 'manager1');
  await expect
    .poll(async () => (await readOrder(manager, second)).check_in, { timeout: 60_000 })
    .toMatchObject({ doubt: 'jump', reason: '停车场在马路对面' });
  expect((await readOrder(manager, first)).check_in).not.toMatchObject({ doubt: 'jump' });
  await page.goto(step);
  await expect(page.getByText(inDoubt)).toBeVisible();

  const { cookies } = await manager.storageState();
  const office = await browser.newContext({ viewport: { width: 1400, height: 900 } });
  await office.addCookies(cookies);
  const desk = await office.newPage();
  await desk.goto(`/apps/after_sales/forms/work_order/${second}`);
  await expect(desk.getByText(inDoubt).first()).toBeVisible();
  expect(complaints).toEqual([]);
});
