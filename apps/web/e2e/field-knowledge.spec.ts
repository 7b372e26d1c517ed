import { type APIRequestContext, expect, type Page, test } from '@playwright/test';
import { hindrancesOf } from './axe.js';
import { act, assignOrders, readOrder, signedIn } from './field-orders.js';
import { card, noSignal, phoneOf, pictureOf, signInOnPhone } from './phone.js';
import { watchConsole } from './sign-in.js';

const app = '/api/v1/apps/after_sales';
const word = `知识${Date.now().toString(36)}-`;

test.use({ actionTimeout: 30_000 });
test.setTimeout(300_000);

async function upload(page: Page, api: APIRequestContext, name: string, buffer: Buffer): Promise<string> {
  const file = { name, mimeType: 'application/octet-stream', buffer };
  const origin = new URL(page.url()).origin;
  const sent = await api.post('/api/v1/files', { multipart: { file }, headers: { origin } });
  expect(sent.status(), await sent.text()).toBe(201);
  return (await sent.json()).data.id;
}

async function write(api: APIRequestContext, values: object): Promise<string> {
  const data = { kind: 'sop', product_lines: ['hvac'], audience: ['engineer'], ...values };
  const made = await api.post(`${app}/forms/knowledge_article/records`, { data });
  expect(made.status(), await made.text()).toBe(201);
  return (await made.json()).data.id;
}

test('without signal an engineer finds what is known, reads it with its pictures, and applies its steps to the order', async ({
  browser,
  page: office,
}) => {
  await office.goto('/');
  const manager = await signedIn(browser, 'manager1');
  const drawn = await upload(office, manager, 'valve.jpg', await pictureOf(office, 120));
  // More than a phone takes along.
  const manual = await upload(office, manager, 'manual.txt', Buffer.alloc(20_100_000, 'x'));
  const article = await write(manager, {
    state: 'published',
    title: `${word}风轮动平衡`,
    steps: `<p>拆下琥珀色锁扣</p><img src="/api/v1/files/${drawn}" alt="锁扣">`,
    files: [{ id: manual }],
    checklist: [{ step: '断电挂牌' }, { step: '校正风轮' }],
  });
  await write(manager, { state: 'draft', title: `${word}风轮草稿`, steps: '<p>琥珀色</p>' });
  const [id = ''] = await assignOrders(browser, '李思源', 1, word);
  await act(await signedIn(browser, 'engineer2'), id, 'accept');

  const context = await phoneOf(browser);
  const page = await context.newPage();
  const complaints = watchConsole(page, noSignal);
  await signInOnPhone(page, 'engineer2');
  await page.goto('/field/me');
  await expect(page.getByText(/随带的图片和资料 \d+ 个/)).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(/另有 \d+ 个图片或资料放不下/)).toBeVisible({ timeout: 60_000 });
  if (process.env.LOOK) await page.screenshot({ path: `${process.env.LOOK}/know-me.png`, fullPage: true });
  await page.goto('/field');
  await expect(card(page, new RegExp(word))).toBeVisible();
  await context.setOffline(true);
  await expect(page.getByText('无信号')).toBeVisible();

  const step = `/field/work/${id}/knowledge`;
  await page.goto(step);
  const look = page.getByRole('searchbox', { name: /在手机上查找/ });
  await look.fill('麒麟貔貅');
  await expect(page.getByText('没有找到')).toBeVisible();
  if (process.env.LOOK) await page.screenshot({ path: `${process.env.LOOK}/know-none.png` });
  await look.fill('琥珀色锁扣');
  // The draft is not among it.
  const found = page.getByRole('group').filter({ hasText: word });
  await expect(found).toHaveCount(1);
  await expect(found.locator('mark').first()).toHaveText('琥珀色锁扣');
  if (process.env.LOOK) await page.screenshot({ path: `${process.env.LOOK}/know-found.png` });
  await found.getByText(`${word}风轮动平衡`).tap();
  const picture = page.getByRole('img', { name: '锁扣' });
  await expect
    .poll(() => picture.evaluate((img) => (img as unknown as { naturalWidth: number }).naturalWidth))
    .toBe(120);
  await expect(page.getByText('有 1 个图片或附件不在手机上')).toBeVisible();
  expect(await hindrancesOf(page)).toEqual([]);
  const apply = page.getByRole('button', { name: '套用作业步骤' });
  const box = await apply.boundingBox();
  expect(box?.height).toBeGreaterThanOrEqual(48);
  await apply.tap();
  await expect(apply).toBeDisabled();
  if (process.env.LOOK) await page.screenshot({ path: `${process.env.LOOK}/know-read.png`, fullPage: true });
  await page.getByRole('button', { name: '这篇有帮助' }).tap();
  await expect(page).not.toHaveURL(/knowledge$/);

  // The same steps, ticked off while they still wait: they stay the same rows.
  await page.goto(`/field/work/${id}/checklist`);
  const rows = page.locator('[data-field=checklist]');
  await expect(rows.getByLabel('步骤').first()).toHaveValue('断电挂牌');
  if (process.env.LOOK)
    await page.screenshot({ path: `${process.env.LOOK}/know-checklist.png`, fullPage: true });
  await rows.getByText('是', { exact: true }).first().tap();
  await page.getByRole('button', { name: '保存，下一步' }).tap();

  await context.setOffline(false);
  await expect
    .poll(async () => (await readOrder(manager, id)).checklist, { timeout: 60_000 })
    .toMatchObject([{ step: '断电挂牌', done: true }, { step: '校正风轮' }]);
  expect(await readOrder(manager, id)).toMatchObject({ article: { id: article } });
  await expect(page.getByText('需要处理')).toHaveCount(0);
  expect(complaints).toEqual([]);
});
