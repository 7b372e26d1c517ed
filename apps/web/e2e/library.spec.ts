import { type APIRequestContext, type Browser, expect, type Page, test } from '@playwright/test';
import { hindrancesOf } from './axe.js';
import { watchConsole } from './sign-in.js';

const library = '/l/after_sales/help';
const records = '/api/v1/apps/after_sales/forms/knowledge_article/records';

/** A name that nothing else has, in this run or an earlier one. */
const flower = Array.from({ length: 3 }, () =>
  String.fromCodePoint(0x4e00 + Math.floor(Math.random() * 0x4000)),
).join('');

test.use({ viewport: { width: 390, height: 844 } });

async function manager(browser: Browser): Promise<APIRequestContext> {
  const { request } = await browser.newContext();
  const password = process.env.FIELDWORK_BROWSER_DEMO_PASSWORD ?? '';
  const answer = await request.post('/api/v1/session', { data: { login: 'manager1', password } });
  expect(answer.status()).toBe(201);
  return request;
}

async function write(request: APIRequestContext, values: object): Promise<string> {
  const answer = await request.post(records, { data: { kind: 'faq', ...values } });
  expect(answer.status(), await answer.text()).toBe(201);
  return (await answer.json()).data.id;
}

async function picture(page: Page, request: APIRequestContext): Promise<string> {
  const buffer = await page.screenshot({ clip: { x: 0, y: 0, width: 40, height: 30 } });
  const file = { name: 'panel.png', mimeType: 'image/png', buffer };
  const origin = new URL(page.url()).origin;
  const sent = await request.post('/api/v1/files', { multipart: { file }, headers: { origin } });
  expect(sent.status(), await sent.text()).toBe(201);
  return (await sent.json()).data.id;
}

/** Everything that is pressed is as high as a thumb. */
async function lowTargets(page: Page): Promise<string[]> {
  return page
    .locator('main :is(a, button, input):visible')
    .evaluateAll((all) =>
      all.flatMap((one) => (one.getBoundingClientRect().height < 48 ? [one.textContent || one.tagName] : [])),
    );
}

test('anybody finds help on the phone, and nothing that is internal or a draft', async ({
  browser,
  page,
}) => {
  test.setTimeout(180_000);
  const complaints = watchConsole(page, [/404 \(Not Found\)/]);
  await page.goto(library);
  const staff = await manager(browser);
  const drawn = await picture(page, staff);
  const published = { state: 'published', product_lines: ['hvac'], audience: ['customer'] };
  await write(staff, {
    ...published,
    title: `${flower}面板怎么解锁`,
    steps: `<p>长按${flower}键五秒<script>window.broken = true</script></p><img src="/api/v1/files/${drawn}" alt="面板">`,
  });
  const steps = `<p>${flower}的内部做法</p>`;
  const inside = await write(staff, { ...published, audience: ['engineer'], title: `${flower}拆机`, steps });
  const draft = await write(staff, { ...published, state: 'draft', title: `${flower}草稿`, steps });

  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: '自助帮助' })).toBeVisible();
  const rows = page.getByRole('listitem');
  const search = page.getByRole('searchbox');
  await expect(async () => {
    await search.fill('');
    await search.fill(flower);
    await expect(rows.locator('mark').first()).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 30_000 });
  await expect(rows).toHaveCount(1);
  await page.getByRole('button', { name: '净水设备' }).click();
  await expect(rows).toHaveCount(0);
  await expect(page.getByText(`没有找到“${flower}”`)).toBeVisible();
  await page.getByRole('button', { name: '商用空调' }).click();
  await expect(rows).toHaveCount(1);
  expect(await lowTargets(page)).toEqual([]);
  expect(await hindrancesOf(page)).toEqual([]);

  await rows.getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1, name: `${flower}面板怎么解锁` })).toBeVisible();
  const shown = page.getByRole('img', { name: '面板' });
  await expect
    .poll(() => shown.evaluate((img) => (img as unknown as { naturalWidth: number }).naturalWidth))
    .toBe(40);
  expect(await page.evaluate(() => 'broken' in globalThis)).toBe(false);
  expect(await lowTargets(page)).toEqual([]);
  expect(await hindrancesOf(page)).toEqual([]);
  // The way back leads to what was looked for.
  await page.getByRole('link', { name: '自助帮助' }).click();
  await expect(search).toHaveValue(flower);
  await expect(page.getByRole('button', { name: '商用空调' })).toHaveAttribute('aria-pressed', 'true');

  for (const id of [inside, draft]) {
    await page.goto(`${library}/${id}`);
    await expect(page.getByRole('heading', { name: '这一篇不存在或不再公开' })).toBeVisible();
  }
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByRole('heading', { name: 'This page does not exist' })).toBeVisible();
  expect(complaints).toEqual([]);
});

test('whoever reports a problem is offered what may help, and loses nothing of what he has written', async ({
  context,
  page,
}) => {
  const complaints = watchConsole(page);
  await page.goto('/p/after_sales/repair_form');
  const question = page.getByRole('textbox', { name: '出了什么问题？' });
  await question.fill('打印机卡纸了，抽不出来');
  const help = page.getByRole('region', { name: '也许这能帮到您' });
  await expect(help.getByRole('link', { name: /打印机卡纸怎么取出来/ })).toBeVisible();
  expect(await hindrancesOf(page)).toEqual([]);
  const opened = context.waitForEvent('page');
  await help.getByRole('link', { name: /打印机卡纸怎么取出来/ }).click();
  const article = await opened;
  await expect(article.getByRole('heading', { level: 1, name: '打印机卡纸怎么取出来' })).toBeVisible();
  await article.close();
  await expect(question).toHaveValue('打印机卡纸了，抽不出来');
  await page.getByRole('button', { name: '下一步' }).click();
  await expect(page.getByText('第 2 题')).toBeVisible();
  expect(complaints).toEqual([]);
});
