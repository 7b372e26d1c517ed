import { expect, test } from '@playwright/test';
import { dayAhead } from '../../../scripts/testing/working-day.mjs';
import { fileOrders } from './field-orders.js';
import { watchConsole } from './sign-in.js';

test('an order is given to the proposed engineer by drag, and moved in time', async ({ browser, page }) => {
  // Its own, where no other test fills up anybody's day.
  const title = `拖动安排${Date.now()}`;
  const [id] = await fileOrders(browser, 'HK188055', 1, title);
  const complaints = watchConsole(page, [/401 \(Unauthorized\)/]);
  await page.goto('/login');
  await page.getByLabel('登录名').fill('dispatcher2');
  await page.getByLabel('密码', { exact: true }).fill(process.env.FIELDWORK_BROWSER_DEMO_PASSWORD ?? '');
  await page.getByRole('button', { name: '登录' }).click();
  await expect(page.getByRole('link', { name: /售后服务/ }).first()).toBeVisible();
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
  const bar = page.locator('[data-bar]').filter({ hasText: title });
  await expect(bar).toHaveCount(1);
  const before = await bar.boundingBox();
  const at = await middle(bar);
  await drag(at, { x: at.x + 60, y: at.y });
  await expect(page.getByText(/^已调整/)).toBeVisible();
  await expect.poll(async () => (await bar.boundingBox())?.x ?? 0).toBeGreaterThan((before?.x ?? 0) + 30);
  await page.getByRole('button', { name: '撤销' }).click();
  await expect(page.getByText('已撤销')).toBeVisible();
  await expect
    .poll(async () => Math.abs(((await bar.boundingBox())?.x ?? 0) - (before?.x ?? 0)))
    .toBeLessThan(8);
  expect(complaints).toEqual([]);
});
