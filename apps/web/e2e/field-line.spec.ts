import { type CDPSession, expect, type Page, test } from '@playwright/test';
import { assignOrders, readOrder, signedIn } from './field-orders.js';
import { card, keptOn, noSignal, phoneOf, pictureOf, sign, signInOnPhone } from './phone.js';
import { watchConsole } from './sign-in.js';

const word = `线路${Date.now().toString(36)}-`;

test.use({ actionTimeout: 30_000 });
test.setTimeout(300_000);

async function slowDown(cdp: CDPSession, bitsPerSecond: number | null): Promise<void> {
  const throughput = bitsPerSecond === null ? -1 : bitsPerSecond / 8;
  await cdp.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: bitsPerSecond === null ? 0 : 300,
    downloadThroughput: throughput,
    uploadThroughput: throughput,
  });
}

/** From the check-in on: two pictures, parts, report and signature. */
async function work(page: Page): Promise<void> {
  const at = page.url().replace(/\/[^/]+$/, '');
  await page.goto(`${at}/photos`);
  for (let number = 1; number <= 2; number++) {
    const buffer = await pictureOf(page, 700);
    await page.locator('input[type=file]').setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer });
    await expect(page.locator('[data-field=report_photos] img')).toHaveCount(number);
  }
  await page.getByRole('button', { name: '保存，下一步' }).tap();
  await expect(page).toHaveURL(/report$/);
  await page.getByLabel('故障诊断').fill('系统缺氟');
  await page.locator('[data-field=cause] .ant-select').tap();
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option').first().tap();
  await page.getByLabel('处理方案').fill('补充制冷剂');
  await page.getByRole('button', { name: '完工', exact: true }).tap();
  await page.getByRole('button', { name: /签名$/ }).tap();
  await sign(page);
  await page.getByRole('button', { name: '完成', exact: true }).tap();
  await page.getByRole('button', { name: '验收通过' }).tap();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('今日');
}

test('over a line of 64 kbit/s state and signature come before pictures, and a cut picture goes on where it was', async ({
  browser,
}) => {
  const [id = ''] = await assignOrders(browser, '张文博', 1, word);
  const context = await phoneOf(browser, { permissions: [] });
  const page = await context.newPage();
  const complaints = watchConsole(page, noSignal);
  const cdp = await context.newCDPSession(page);
  await cdp.send('Network.enable');
  await signInOnPhone(page, 'engineer3');
  await context.setOffline(true);

  // Where the phone may not know where it is, it asks why, and the visit goes on.
  const order = card(page, new RegExp(word));
  await order.getByRole('button', { name: '接单' }).tap();
  await order.getByRole('button', { name: '出发' }).tap();
  await order.getByRole('button', { name: '到场签到' }).tap();
  await expect(page.getByText('没有取得位置，请说明原因')).toBeVisible({ timeout: 30_000 });
  const checkIn = page.getByRole('button', { name: '签到', exact: true });
  await expect(checkIn).toBeDisabled();
  await page.getByLabel('原因').fill('客户不允许定位');
  await checkIn.tap();
  await expect(page.getByText('服务报告')).toBeVisible();
  await work(page);

  const sent: { id: string; offset: number }[] = [];
  page.on('request', (request) => {
    const found = /uploads\/([^?]+)\?offset=(\d+)/.exec(request.url());
    if (found?.[1] && request.method() === 'PATCH') sent.push({ id: found[1], offset: Number(found[2]) });
  });
  const manager = await signedIn(browser, 'manager1');
  await context.setOffline(false);
  await slowDown(cdp, 64_000);
  await page.evaluate("dispatchEvent(new Event('online'))");
  await expect
    .poll(async () => (await readOrder(manager, id)).status, { timeout: 90_000 })
    .toBe('pending_review');
  const early = await readOrder(manager, id);
  expect(early.check_in).toMatchObject({ source: 'none', reason: '客户不允许定位' });
  expect(early.signature).toMatchObject({ signer: '陈经理' });
  expect(early.report_photos).toMatchObject([{ pending: true }, { pending: true }]);

  // Cut in the middle of the first picture.
  await expect
    .poll(async () => (await keptOn(page)).files.some(({ offset, isDone }) => (offset ?? 0) > 0 && !isDone), {
      timeout: 120_000,
    })
    .toBe(true);
  await context.setOffline(true);
  await page.waitForTimeout(1_000);
  const before = (await keptOn(page)).files.find(({ offset, isDone }) => (offset ?? 0) > 0 && !isDone);
  expect(before?.offset).toBeGreaterThan(0);
  sent.length = 0;
  await context.setOffline(false);
  await slowDown(cdp, null);
  await page.evaluate("dispatchEvent(new Event('online'))");
  await expect(page.getByText(/\d+ 项待发送/)).toBeHidden({ timeout: 60_000 });
  const again = sent.filter((one) => one.id === before?.id).map(({ offset }) => offset);
  expect(Math.min(...again)).toBeGreaterThanOrEqual(before?.offset ?? Number.NaN);
  const late = await readOrder(manager, id);
  for (const photo of late.report_photos as { id: string; pending?: boolean }[]) {
    expect(photo.pending).toBeFalsy();
    expect((await manager.get(`/api/v1/files/${photo.id}`)).ok()).toBe(true);
  }
  expect(complaints).toEqual([]);
});
