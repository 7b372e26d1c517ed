import { expect, type Page, test } from '@playwright/test';
import { assignOrders, signedIn } from './field-orders.js';
import { keptOn, phoneOf, signInOnPhone } from './phone.js';

const word = `中断${Date.now().toString(36)}-`;
const kills = Number(process.env.FIELDWORK_FIELD_KILLS ?? 8);

test.use({ actionTimeout: 30_000 });
test.setTimeout(120_000 + kills * 15_000);

/**
 * Presses the button, and `afterMs` later the process of the page ends at once, as when the system needs its memory:
 * nothing runs to its end. null: it ends when the save was told to the person.
 */
async function pressAndCrash(page: Page, afterMs: number | null): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  const isGone = new Promise((resolve) => page.once('crash', resolve));
  const expression = `[...document.querySelectorAll('button')].find((one) => one.textContent.replace(/\\s/g, '') === '发送').click()`;
  void cdp.send('Runtime.evaluate', { expression }).catch(() => undefined);
  if (afterMs === null) await expect(page.getByLabel('写给同事的话')).toHaveValue('');
  else await new Promise((resolve) => setTimeout(resolve, afterMs));
  void cdp.send('Page.crash').catch(() => undefined);
  await isGone;
  await page.close();
}

test('a phone killed in the middle of a save has each change wholly or not at all, and its queue in order', async ({
  browser,
}) => {
  const [id = ''] = await assignOrders(browser, '李思源', 1, word);
  const context = await phoneOf(browser);
  let page = await context.newPage();
  await signInOnPhone(page, 'engineer2');
  await context.setOffline(true);
  const at = `/field/records/work_order/${id}/comments`;
  const words = (number: number) => `${word}${number} ${'字'.repeat(9_000)}`;
  const acknowledged = new Set<number>();
  let wholly = 0;
  for (let number = 1; number <= kills; number++) {
    await page.goto(at);
    const field = page.getByLabel('写给同事的话');
    await field.fill(words(number));
    // Every third save is waited for; the others are cut at a random moment of their writing.
    const isWaitedFor = number % 3 === 0;
    await pressAndCrash(page, isWaitedFor ? null : Math.random() * 40);
    if (isWaitedFor) acknowledged.add(number);
    page = await context.newPage();
    await page.goto('/field');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('今日');
    const { seq, queue } = await keptOn(page);
    const mine = queue.filter(({ wish }) => wish.body?.startsWith(word));
    expect(queue.map((entry) => entry.seq)).toEqual(queue.map((_, index) => seq - queue.length + 1 + index));
    for (const { wish } of mine)
      expect(wish.body).toHaveLength(words(Number.parseInt(wish.body?.slice(word.length) ?? '', 10)).length);
    for (const done of acknowledged) expect(mine.some(({ wish }) => wish.body === words(done))).toBe(true);
    wholly = mine.length;
  }
  console.log(
    `field: ${kills} kills in the middle of a save, ${wholly} saves were there, ${kills - wholly} were not`,
  );

  await context.setOffline(false);
  await page.evaluate("dispatchEvent(new Event('online'))");
  await expect(page.getByText(/\d+ 项待发送/)).toBeHidden({ timeout: 60_000 });
  const manager = await signedIn(browser, 'manager1');
  const answer = await manager.get(`/api/v1/apps/after_sales/forms/work_order/records/${id}/comments`);
  const said = ((await answer.json()).data as { body: string }[]).filter(({ body }) => body.startsWith(word));
  expect(said).toHaveLength(wholly);
  expect(new Set(said.map(({ body }) => body)).size).toBe(wholly);
});

test('a phone that is ahead of its server begins anew by itself, and sends what waits once', async ({
  browser,
}) => {
  const [id = ''] = await assignOrders(browser, '李思源', 1, `恢复${word}`);
  const context = await phoneOf(browser);
  const page = await context.newPage();
  await signInOnPhone(page, 'engineer2');
  await page.goto(`/field/records/work_order/${id}/comments`);
  const send = async (body: string) => {
    await page.getByLabel('写给同事的话').fill(body);
    await page.getByRole('button', { name: '发送', exact: true }).tap();
    await expect(page.getByLabel('写给同事的话')).toHaveValue('');
  };
  await send('恢复之前');
  await expect.poll(async () => (await keptOn(page)).queue.length, { timeout: 20_000 }).toBe(0);
  // As after a restore: the phone has settled more than the server knows of.
  await page.evaluate(`new Promise((resolve) => {
    const { user, app } = JSON.parse(localStorage.getItem('fieldwork.field'));
    const opening = indexedDB.open('fieldwork-field.' + user + '.' + app);
    opening.onsuccess = () => {
      const tx = opening.result.transaction('meta', 'readwrite');
      tx.objectStore('meta').put(40, 'seq');
      tx.oncomplete = () => { opening.result.close(); resolve(null); };
    };
  })`);
  await send('恢复之后');
  await expect(page.getByText(/服务器的数据恢复到了较早的时间/)).toBeVisible({ timeout: 20_000 });
  await expect.poll(async () => (await keptOn(page)).queue.length, { timeout: 20_000 }).toBe(0);
  await page.getByRole('button', { name: '知道了' }).tap();
  await expect(page.getByText(/服务器的数据恢复到了较早的时间/)).toBeHidden();
  await send('照常');
  await expect.poll(async () => (await keptOn(page)).queue.length, { timeout: 20_000 }).toBe(0);
  expect((await keptOn(page)).seq).toBe(2);
  const manager = await signedIn(browser, 'manager1');
  const answer = await manager.get(`/api/v1/apps/after_sales/forms/work_order/records/${id}/comments`);
  const said = ((await answer.json()).data as { body: string }[]).map(({ body }) => body);
  expect(said.toSorted()).toEqual(['恢复之前', '恢复之后', '照常'].toSorted());
});
