import { type APIRequestContext, expect, type Page, test } from '@playwright/test';
import { signedIn } from './field-orders.js';
import { enter } from './people.js';

test.use({ actionTimeout: 30_000 });
test.setTimeout(180_000);

const orders = '/apps/after_sales/forms/work_order';
type Order = Record<string, unknown> & { id: string };

async function find(api: APIRequestContext, filter: unknown): Promise<Order[]> {
  const query = new URLSearchParams({ filter: JSON.stringify(filter), pageSize: '50' });
  return (await (await api.get(`/api/v1${orders}/records?${query}`)).json()).data;
}
const is = (path: string, value: unknown) => ({ '==': [{ var: path }, value] });
const edit = (page: Page) => page.getByRole('button', { name: /编\s?辑$/ });

test('an order offers what its reader may do with it, and no more', async ({ browser }) => {
  const api = await signedIn(browser, 'agent1');
  const [waiting] = await find(api, is('status', 'pending_dispatch'));
  const [fresh] = await find(api, { in: [{ var: 'status' }, ['pending_intake', 'pending_grade']] });
  const agent = await enter(browser, 'agent1');
  await agent.page.goto(`${orders}/${fresh?.id}`);
  await expect(edit(agent.page)).toBeVisible();
  await agent.page.goto(`${orders}/${waiting?.id}`);
  await expect(agent.page.getByRole('button', { name: '约定时间' })).toBeVisible();
  await expect(edit(agent.page)).toHaveCount(0);

  const viewer = await enter(browser, 'viewer1');
  await viewer.page.goto(`${orders}/${waiting?.id}`);
  await expect(viewer.page.getByRole('button', { name: '关注' })).toBeVisible();
  await expect(viewer.page.getByRole('button', { name: '约定时间' })).toHaveCount(0);
  await expect(viewer.page.locator('.ant-mentions')).toHaveCount(0);
  await expect(edit(viewer.page)).toHaveCount(0);
  expect([...agent.complaints, ...viewer.complaints]).toEqual([]);
});

test('a form that is edited has the room, whatever may help', async ({ browser }) => {
  const api = await signedIn(browser, 'manager1');
  const [order] = await find(api, {
    and: [is('fault_category', 'paper'), is('product_line', 'printer'), is('status', 'closed')],
  });
  const { subject, fault_category, product_line } = order as Order;
  const suggested = async () => {
    const data = { values: { subject, fault_category, product_line } };
    return (await (await api.post(`/api/v1${orders}/suggestions/articles`, { data })).json()).data.length;
  };
  // The articles of the demo are indexed behind its installation.
  await expect.poll(suggested, { timeout: 60_000 }).toBeGreaterThan(0);
  const { page } = await enter(browser, 'manager1');
  for (const [width, height] of [
    [1440, 900],
    [390, 844],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.goto(`${orders}/${order?.id}`);
    await edit(page).click();
    const help = page.locator('form details').filter({ hasText: '相关知识' });
    await expect(help.locator('summary')).toContainText(/相关知识 \d/);
    await expect(help.getByRole('listitem').first()).toBeHidden();
    const foot = page.getByRole('button', { name: /^保\s?存$/ }).locator('..');
    expect((await foot.boundingBox())?.height ?? height).toBeLessThan(height / 5);
    await page.screenshot({ path: test.info().outputPath(`edit-${width}.png`) });
    await help.locator('summary').click();
    await expect(help.getByRole('listitem').first()).toBeVisible();
    await page.getByRole('button', { name: /^取\s?消$/ }).click();
  }
});

test('“back” closes the records behind a figure and stays on the dashboard', async ({ browser }) => {
  const { page } = await enter(browser, 'manager1');
  const board = '/apps/after_sales/pages/service_board';
  await page.goto(board);
  const drawer = page.getByRole('dialog');
  const open = async () => {
    await page.getByRole('region', { name: '各区域工单数量' }).locator('svg path[fill^="#"]').first().click();
    await page.getByRole('menuitem', { name: '查看明细' }).click();
    await expect(drawer.locator('tr.ant-table-row').first()).toBeVisible();
  };
  await open();
  await page.goBack();
  await expect(drawer).toBeHidden();
  await expect(page).toHaveURL(new RegExp(`${board}$`));
  await open();
  await drawer.getByRole('button', { name: /关\s?闭|Close/ }).click();
  await expect(drawer).toBeHidden();
  await expect(page).toHaveURL(new RegExp(`${board}$`));
});
