import { randomUUID } from 'node:crypto';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { assignOrders, readOrder, signedIn } from './field-orders.js';
import { card, noSignal, phoneOf, pictureOf, sign, signInOnPhone } from './phone.js';
import { watchConsole } from './sign-in.js';

/** A day has 40 orders when it is measured; the usual run is shorter. */
const orders = Number(process.env.FIELDWORK_FIELD_ORDERS ?? 4);
const pictures = Number(process.env.FIELDWORK_FIELD_PICTURES ?? orders);

/** Tells the orders of this run from others. */
const word = `外勤${Date.now().toString(36)}-`;

test.use({ actionTimeout: 30_000 });
test.setTimeout(120_000 + orders * 30_000);

const own = (page: Page, index: number) => card(page, new RegExp(`${word}${index + 1}(?!\\d)`));

/** How many of the pictures fall on this visit. */
const picturesOf = (index: number) =>
  Math.floor(((index + 1) * pictures) / orders) - Math.floor((index * pictures) / orders);

/** Counts every press of a button; typing is not counted. */
class Thumb {
  taps = 0;

  async tap(target: ReturnType<Page['locator']>): Promise<void> {
    this.taps++;
    await target.tap();
  }

  /** As a hurried thumb does it: the second press comes before the first is written. */
  async tapTwice(target: ReturnType<Page['locator']>): Promise<void> {
    this.taps++;
    await target.evaluate((button: { click: () => void }) => {
      button.click();
      button.click();
    });
  }
}

/** A visit from taking the order to the report, without signal. */
async function workOn(page: Page, order: Locator, count: number, thumb: Thumb): Promise<void> {
  await thumb.tap(order.getByRole('button', { name: '接单' }));
  await thumb.tap(order.getByRole('button', { name: '出发' }));
  await thumb.tap(order.getByRole('button', { name: '到场签到' }));
  await page.getByLabel('原因').fill('停车场在马路对面');
  await thumb.tapTwice(page.getByRole('button', { name: '签到', exact: true }));
  await expect(page.getByText('服务报告')).toBeVisible();
  if (count > 0) {
    const report = page.url();
    await page.goto(report.replace(/report$/, 'photos'));
    for (let number = 1; number <= count; number++) {
      const buffer = await pictureOf(page, 400);
      await page.locator('input[type=file]').setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer });
      await expect(page.locator('[data-field=report_photos] img')).toHaveCount(number);
    }
    await page.getByRole('button', { name: '保存，下一步' }).tap();
    await expect(page).toHaveURL(/report$/);
  }
  const diagnosis = page.getByLabel('故障诊断');
  await thumb.tap(diagnosis);
  await diagnosis.fill('系统缺氟');
  await thumb.tap(page.locator('[data-field=cause] .ant-select'));
  await thumb.tap(page.locator('.ant-select-dropdown:visible .ant-select-item-option').first());
  const solution = page.getByLabel('处理方案');
  await thumb.tap(solution);
  await solution.fill('补充制冷剂，保压正常');
  await thumb.tapTwice(page.getByRole('button', { name: '完工', exact: true }));
  await expect(page.getByLabel('客户验收人')).toHaveValue('陈经理');
}

/** The same and the customer's signature. */
async function visit(page: Page, index: number): Promise<number> {
  const thumb = new Thumb();
  await workOn(page, own(page, index), picturesOf(index), thumb);
  await thumb.tap(page.getByRole('button', { name: /签名$/ }));
  await sign(page);
  await thumb.tap(page.getByRole('button', { name: '完成', exact: true }));
  await thumb.tap(page.getByRole('button', { name: '验收通过' }));
  await expect(page.getByRole('heading', { level: 1 })).toContainText('今日');
  return thumb.taps;
}

test('a day without signal: everything done on the phone is at the office once there is signal', async ({
  browser,
}) => {
  const ids = await assignOrders(browser, '李思源', orders, word);
  const context = await phoneOf(browser);
  let page = await context.newPage();
  const complaints = watchConsole(page, noSignal);
  await signInOnPhone(page, 'engineer2');
  await context.setOffline(true);
  await expect(page.getByText('无信号')).toBeVisible();

  const taps = await visit(page, 0);
  expect(taps).toBeLessThanOrEqual(12);
  const begun = Date.now();
  for (let index = 1; index < orders; index++) await visit(page, index);
  const perVisit = orders > 1 ? Math.round((Date.now() - begun) / (orders - 1) / 100) / 10 : 0;

  // Killed, and started again without signal.
  await page.goto(`/field/work/${ids[0]}`);
  await page.close({ runBeforeUnload: false });
  page = await context.newPage();
  complaints.push(...watchConsole(page, noSignal));
  const started = Date.now();
  await page.goto('/field');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('今日');
  const coldMs = Date.now() - started;
  await expect(page.getByText(/\d+ 项待发送/)).toBeVisible();

  await context.setOffline(false);
  await expect(page.getByText(/\d+ 项待发送/)).toBeHidden({ timeout: 60_000 + orders * 3_000 });
  await expect(page.getByText('需要处理')).toHaveCount(0);
  console.log(
    `field: ${orders} orders, ${pictures} pictures, ${taps} taps, ${perVisit} s per visit by script, cold start without signal ${coldMs} ms`,
  );

  const manager = await signedIn(browser, 'manager1');
  for (const id of ids) {
    const order = await readOrder(manager, id);
    expect(order).toMatchObject({ status: 'pending_review', diagnosis: '系统缺氟', acceptor: '陈经理' });
    expect(order.check_in).toMatchObject({ source: 'device', reason: '停车场在马路对面' });
    expect(order.signature).toMatchObject({ signer: '陈经理' });
    const photos = (order.report_photos ?? []) as { id: string }[];
    expect(photos).toHaveLength(picturesOf(ids.indexOf(id)));
    for (const photo of photos) expect((await manager.get(`/api/v1/files/${photo.id}`)).ok()).toBe(true);
  }
  expect(complaints).toEqual([]);
});

test('what waits on a phone with an older version of the app survives the new one, and refusals are told and hold up nothing', async ({
  browser,
}) => {
  const context = await phoneOf(browser);
  const password = process.env.FIELDWORK_BROWSER_DEMO_PASSWORD ?? '';
  const signIn = await context.request.post('/api/v1/session', { data: { login: 'engineer3', password } });
  const { user } = (await signIn.json()).data as { user: { id: string } };
  const good = randomUUID();
  const page = await context.newPage();
  // The database as the first version made it, with a wish in its queue.
  await page.goto('/field.webmanifest');
  await page.evaluate(`new Promise((resolve, reject) => {
    const opening = indexedDB.open('fieldwork-field.${user.id}.after_sales', 1);
    opening.onerror = () => reject(opening.error);
    opening.onupgradeneeded = () => {
      const database = opening.result;
      database.createObjectStore('meta').put(1, 'seq');
      database.createObjectStore('records', { keyPath: ['form', 'id'] });
      database.createObjectStore('tasks', { keyPath: 'id' });
      const files = database.createObjectStore('files', { keyPath: 'id' });
      const file = (id, name) => files.put({
        id, name, type: 'text/plain', size: 1, blob: new Blob(['x']), offset: null, isDone: false,
        at: new Date().toISOString(), sha256: '2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881',
      });
      file('01900000-0000-7000-8000-0000000000ac', '过长'.repeat(200));
      file('${good}', 'good.txt');
      const record = '01900000-0000-7000-8000-0000000000aa';
      database.createObjectStore('queue', { keyPath: 'seq' }).put({
        seq: 1, id: '01900000-0000-7000-8000-0000000000ab', at: new Date().toISOString(), elapsedMs: 5,
        wish: { name: 'record.change', form: 'work_order', id: record, values: { diagnosis: '漏水' }, before: { diagnosis: null }, version: 1 },
        state: 'waiting', title: '旧版本里的修改', label: '诊断',
        files: ['01900000-0000-7000-8000-0000000000ac', '${good}'],
      });
    };
    opening.onsuccess = () => { opening.result.close(); resolve(null); };
  })`);
  await page.goto('/field?app=after_sales&page=engineer_day');
  await page.getByRole('link', { name: /2 项需要处理/ }).click();
  await expect(page.getByText('旧版本里的修改')).toBeVisible();
  await expect(page.getByText('没有被接受')).toHaveCount(2);
  await expect.poll(async () => (await context.request.get(`/api/v1/files/${good}`)).status()).toBe(200);
  await page.getByRole('button', { name: '知道了' }).tap();
  await expect(page.getByText('旧版本里的修改')).toBeHidden();
  await page.getByRole('button', { name: '从手机上移除' }).tap();
  await expect(page.getByText('没有被接受')).toHaveCount(0);
});

test('a long subject without a space stays in its card, and the status beside it in sight', async ({
  browser,
}) => {
  const word = `长${Date.now().toString(36)}`;
  await assignOrders(browser, '李思源', 1, `${word}${'HK748268'.repeat(9)}`);
  const context = await phoneOf(browser);
  const page = await context.newPage();
  await signInOnPhone(page, 'engineer2');
  const order = card(page, new RegExp(word));
  await expect(order).toBeVisible();
  const widths = await order.evaluate((one: { scrollWidth: number; clientWidth: number }) => [
    one.scrollWidth,
    one.clientWidth,
  ]);
  expect(widths[0]).toBeLessThanOrEqual(Number(widths[1]));
  await order.scrollIntoViewIfNeeded();
  await expect(order.getByText('待接单')).toBeInViewport({ ratio: 1 });
});

test('what was refused is opened again with what was filled in; a signature goes out again only under what was signed', async ({
  browser,
}) => {
  const word = `重做${Date.now().toString(36)}`;
  const [id = ''] = await assignOrders(browser, '李思源', 1, word);
  const context = await phoneOf(browser);
  const page = await context.newPage();
  await signInOnPhone(page, 'engineer2');
  await context.setOffline(true);
  await workOn(page, card(page, new RegExp(word)), 0, new Thumb());
  const signed = { diagnosis: 'f'.repeat(64) };
  await refuse(page, id, { signed });
  await page.goto('/field/queue');
  await page.getByRole('button', { name: '打开重做' }).tap();
  await expect(page).toHaveURL(new RegExp(`/field/work/${id}/acceptance$`));
  await expect(page.getByLabel('客户验收人')).toHaveValue('王老板');
  await expect(page.getByLabel('验收意见')).toHaveValue('没有问题');
  await expect(page.getByRole('img', { name: '王老板' })).toBeVisible();
  await expect(page.getByText('签名不再有效')).toBeVisible();
  await page.getByRole('button', { name: '验收通过' }).tap();
  await expect(page.getByText('请重新签名')).toBeVisible();
  await expect(page).toHaveURL(/acceptance$/);
  await page.getByRole('button', { name: /签名$/ }).tap();
  await sign(page);
  await page.getByRole('button', { name: '完成', exact: true }).tap();
  await page.getByRole('button', { name: '验收通过' }).tap();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('今日');
});

/** Puts an acceptance that the server has refused into the phone's queue. */
async function refuse(page: Page, record: string, { signed }: { signed: object }): Promise<void> {
  const entry = {
    seq: 0,
    id: randomUUID(),
    at: new Date().toISOString(),
    elapsedMs: 1,
    state: 'refused',
    title: '被拒的验收',
    label: '验收通过',
    files: [],
    step: 'acceptance',
    wish: {
      name: 'task.act',
      form: 'work_order',
      record,
      flow: 'order_handling',
      node: 'acceptance',
      action: 'passed',
    },
    shown: {
      acceptor: '王老板',
      acceptance_note: '没有问题',
      signature: {
        path: 'M30 60L80 20L130 70',
        width: 300,
        height: 120,
        signer: '王老板',
        at: '2026-05-14T09:30:00Z',
        signed,
      },
    },
  };
  await page.evaluate(`new Promise((resolve) => {
    const { user, app } = JSON.parse(localStorage.getItem('fieldwork.field'));
    const opening = indexedDB.open('fieldwork-field.' + user + '.' + app);
    opening.onsuccess = () => {
      const tx = opening.result.transaction('queue', 'readwrite');
      tx.objectStore('queue').put(${JSON.stringify(entry)});
      tx.oncomplete = () => { opening.result.close(); resolve(null); };
    };
  })`);
}
