import { expect, type Page, test } from '@playwright/test';
import { assignOrders, signedIn } from './field-orders.js';
import { noSignal, phoneOf, signInOnPhone } from './phone.js';
import { watchConsole } from './sign-in.js';

const word = `新建${Date.now().toString(36)}-`;

test.use({ actionTimeout: 30_000 });
test.setTimeout(240_000);

/** Reads records as a manager does. */
type Find = (form: string, filter: object) => Promise<Record<string, unknown>[]>;

async function chooseFirst(page: Page, input: string): Promise<void> {
  await page
    .locator('.ant-select')
    .filter({ has: page.locator(input) })
    .tap();
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option').first().tap();
}

async function save(page: Page, waiting: number): Promise<void> {
  await page.getByRole('button', { name: '保存', exact: true }).tap();
  // It leads back to where one came from by itself.
  await expect(page).not.toHaveURL(/\/begin\//);
  await expect(page.getByText(`${waiting} 项待发送`)).toBeVisible();
}

/** Opens the form that sends a part of the van back: one that has neither batch nor serial number. */
async function sendBack(page: Page, find: Find): Promise<void> {
  const plain = { '==': [{ var: 'part.tracking' }, 'none'] };
  const there = { '>': [{ var: 'available' }, 0] };
  const mine = { '==': [{ var: 'warehouse.name' }, '李思源的车'] };
  const [stock] = await find('stock_balance', { and: [plain, there, mine] });
  await page.goto(`/field/begin/part_back/${stock?.id}`);
  await expect(page.getByLabel('数量')).toBeVisible({ timeout: 30_000 });
}

test('without signal an engineer asks for parts, brings old ones back, sends unused ones back and writes to colleagues', async ({
  browser,
}) => {
  const [id = ''] = await assignOrders(browser, '李思源', 1, word);
  const manager = await signedIn(browser, 'manager1');
  const find: Find = async (form, filter) => {
    const query = new URLSearchParams({ filter: JSON.stringify(filter) });
    const answer = await manager.get(`/api/v1/apps/after_sales/forms/${form}/records?${query}`);
    return (await answer.json()).data;
  };
  const context = await phoneOf(browser);
  const page = await context.newPage();
  const complaints = watchConsole(page, noSignal);
  await signInOnPhone(page, 'engineer2');
  await context.setOffline(true);
  await page.goto(`/field/work/${id}`);
  await page.getByRole('button', { name: '接单' }).tap();

  await page.getByRole('link', { name: '申请备件' }).tap();
  // Who asks and where it goes to is known.
  await expect(page.locator('[data-field=to]')).toContainText('李思源的车');
  await page.getByRole('button', { name: '添加一行' }).tap();
  await chooseFirst(page, '#field-lines-0-part');
  await page.getByLabel('数量').fill('2');
  await save(page, 2);

  await page.getByRole('link', { name: '登记旧件返还' }).tap();
  await chooseFirst(page, '#field-part');
  await page.getByLabel('旧件序列号').fill(word);
  await save(page, 3);

  await page.getByRole('link', { name: /^评论/ }).tap();
  await page.getByLabel('写给同事的话').fill(`${word}客户在二楼`);
  await page.getByRole('button', { name: '发送', exact: true }).tap();
  await expect(page.getByText('待发送').last()).toBeVisible();

  await sendBack(page, find);
  await page.locator('#field-to').fill('北京区域仓');
  await page
    .locator('.ant-select-dropdown:visible .ant-select-item-option')
    .filter({ hasText: '北京区域仓' })
    .first()
    .tap();
  await page.getByLabel('说明').fill(word);
  await save(page, 5);

  // What waits already stands in the lists of the phone.
  await page.goto('/field/parts?list=1');
  await expect(page.getByText('同步后得到编号').first()).toBeVisible();

  await context.setOffline(false);
  await page.evaluate("dispatchEvent(new Event('online'))");
  await expect(page.getByText(/\d+ 项待发送/)).toBeHidden({ timeout: 60_000 });
  await page.goto('/field/queue');
  await expect(
    page
      .locator('main')
      .getByText(/没有待发送的内容|已发送|没有被接受/)
      .first(),
  ).toBeVisible();
  expect(await page.locator('[data-state=refused]').allInnerTexts()).toEqual([]);

  const requests = await find('part_request', { '==': [{ var: 'work_order' }, id] });
  expect(requests).toMatchObject([
    {
      why: 'order',
      requester: { title: '李思源' },
      engineer: { title: '李思源' },
      to: { title: '李思源的车' },
    },
  ]);
  const old = await find('old_part', { '==': [{ var: 'serial' }, word] });
  expect(old).toMatchObject([{ status: 'due', holder: { title: '李思源' }, work_order: { id } }]);
  const moved = await find('stock_movement', { '==': [{ var: 'note' }, word] });
  expect(moved).toMatchObject([{ kind: 'return', from: { title: '李思源的车' } }]);
  const answer = await manager.get(`/api/v1/apps/after_sales/forms/work_order/records/${id}/comments`);
  const said = ((await answer.json()).data as { body: string }[]).map(({ body }) => body);
  expect(said).toEqual([`${word}客户在二楼`]);
  expect(complaints).toEqual([]);
});
