import { expect, type Page, test } from '@playwright/test';
import { dayAhead } from '../../../scripts/testing/working-day.mjs';
import { fileOrders, signedIn } from './field-orders.js';
import { watchConsole } from './sign-in.js';

async function signInAsDispatcher(page: Page): Promise<void> {
  await page.goto('/login');
  await page.getByLabel('登录名').fill('dispatcher2');
  await page.getByLabel('密码', { exact: true }).fill(process.env.FIELDWORK_BROWSER_DEMO_PASSWORD ?? '');
  await page.getByRole('button', { name: '登录' }).click();
  await expect(page.getByRole('link', { name: /售后服务/ }).first()).toBeVisible();
}

test('an order is given to the proposed engineer by drag, and moved in time', async ({ browser, page }) => {
  // Its own, where no other test fills up anybody's day.
  const title = `拖动安排${Date.now()}`;
  const [id] = await fileOrders(browser, 'HK188055', 1, title);
  const complaints = watchConsole(page, [/401 \(Unauthorized\)/, /409 \(Conflict\)/]);
  await signInAsDispatcher(page);
  const day = dayAhead(1);
  await page.goto(`/apps/after_sales/pages/dispatch_board?day=${day}`);

  const card = page.locator(`[data-waiting="${id}"]`);
  await card.scrollIntoViewIfNeeded();
  const drag = async (from: { x: number; y: number }, to: { x: number; y: number }) => {
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x + 20, from.y + 10, { steps: 3 });
    await page.mouse.move(to.x, to.y, { steps: 8 });
    await page.mouse.up();
  };
  const middle = async (locator: ReturnType<typeof page.locator>, share = 0.5) => {
    const box = await locator.boundingBox();
    if (!box) throw new Error('It is not on the page');
    return { x: box.x + box.width * share, y: box.y + box.height / 2 };
  };
  await card.getByRole('button').first().click();
  const badge = page.getByText(/^推荐 \d+$/);
  await expect(badge).toBeVisible();
  const row = page.locator('[data-resource]').filter({
    has: page.locator('xpath=self::*[preceding-sibling::*[contains(., "推荐 ")]]'),
  });
  await drag(await middle(card, 0.3), await middle(row, 0.4));
  await expect(page.getByText(/^已安排给/)).toBeVisible();
  await expect(card).toHaveCount(0);
  // Flows and colleagues write the order meanwhile, but not where it is planned: that stops no move.
  const office = await signedIn(browser, 'dispatcher1');
  const address = `/api/v1/apps/after_sales/forms/work_order/records/${id}`;
  let written = 0;
  await page.route(`**${address}`, async (route) => {
    const isFirst = route.request().method() === 'PATCH' && written++ === 0;
    if (isFirst)
      expect((await office.patch(address, { data: { description: '同事的补充' } })).ok()).toBe(true);
    await route.continue();
  });
  const bar = page.locator('[data-bar]').filter({ hasText: title });
  await expect(bar).toHaveCount(1);
  const before = await bar.boundingBox();
  const at = await middle(bar);
  await drag(at, { x: at.x + 60, y: at.y });
  await expect(page.getByText(/^已调整/)).toBeVisible();
  await expect.poll(async () => (await bar.boundingBox())?.x ?? 0).toBeGreaterThan((before?.x ?? 0) + 30);
  expect(written).toBeGreaterThan(1);
  await page.getByRole('button', { name: '撤销' }).click();
  await expect(page.getByText('已撤销')).toBeVisible();
  await expect
    .poll(async () => Math.abs(((await bar.boundingBox())?.x ?? 0) - (before?.x ?? 0)))
    .toBeLessThan(8);
  expect(complaints).toEqual([]);
});

test('a day off is shown as one, and nobody suits then but by hand with a reason', async ({
  browser,
  page,
}) => {
  const [id] = await fileOrders(browser, 'HK188055', 1, `休息日${Date.now()}`);
  await signInAsDispatcher(page);
  await page.goto(`/apps/after_sales/pages/dispatch_board?day=${dayAhead(1, false)}`);
  await expect(page.getByText('休息日', { exact: true })).toBeVisible();
  const card = page.locator(`[data-waiting="${id}"]`);
  await card.getByRole('button').first().click();
  await expect(page.getByText('不符合').first()).toBeVisible();
  await expect(page.getByText(/^推荐 \d+$/)).toHaveCount(0);
  await card.getByRole('button', { name: /^安排/ }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('没有人满足：当天上班')).toBeVisible();
  await dialog.getByRole('combobox', { name: '人员' }).click();
  await page.locator('.ant-select-item-option').first().click();
  await dialog.getByRole('button', { name: '安排', exact: true }).click();
  const why = page.getByRole('dialog', { name: '为什么不选推荐的人选？' });
  await expect(why.getByText(/当天上班/)).toBeVisible();
  await why.getByLabel('原因').fill('停机，客户要求当天');
  await why.getByRole('button', { name: '确定' }).click();
  await expect(page.getByText(/^已安排给/)).toBeVisible();
  await page.getByRole('button', { name: /个冲突/ }).click();
  await expect(page.getByText(/排在休息日/).first()).toBeVisible();
});

for (const size of [
  { name: 'a desk', width: 1440, height: 860 },
  { name: 'a phone', width: 390, height: 844 },
])
  test(`what waits is narrowed by the fields that the page names, on ${size.name}`, async ({
    browser,
    page,
  }) => {
    await page.setViewportSize(size);
    const [id] = await fileOrders(browser, 'HK188055', 1, `缩小范围${Date.now()}`);
    await signInAsDispatcher(page);
    await page.goto('/apps/after_sales/pages/dispatch_board');
    const card = page.locator(`[data-waiting="${id}"]`);
    await expect(card).toHaveCount(1);
    const waiting = page.getByRole('complementary', { name: '待安排' });
    await waiting.getByRole('button', { name: '筛选' }).click();
    await page.getByTitle('工单类型').last().click();
    await page.getByLabel('值').click();
    await page.locator('.ant-select-item-option').filter({ hasText: '安装' }).click();
    await waiting.getByRole('heading').click();
    await expect(card).toHaveCount(0);
    // It is kept in the address, beside the day.
    await expect(page).toHaveURL(/filter=/);
    await page.reload();
    await expect(waiting.getByText(/工单类型.*安装/)).toBeVisible();
    await expect(card).toHaveCount(0);
    await waiting.getByRole('button', { name: /^移除条件/ }).click();
    await expect(card).toHaveCount(1);
    const wide = await page.locator('html').evaluate(({ scrollWidth }) => scrollWidth);
    expect(wide).toBeLessThanOrEqual(size.width);
  });
