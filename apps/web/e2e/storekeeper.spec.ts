import { type APIRequestContext, expect, test } from '@playwright/test';
import { signedIn } from './field-orders.js';
import { begin, choose, enter } from './people.js';

test.use({ actionTimeout: 30_000 });
test.setTimeout(120_000);

const app = '/api/v1/apps/after_sales';
type Values = Record<string, unknown> & { id: string };

async function find(api: APIRequestContext, form: string, filter: unknown): Promise<Values[]> {
  const query = new URLSearchParams({ filter: JSON.stringify(filter), pageSize: '100' });
  return (await (await api.get(`${app}/forms/${form}/records?${query}`)).json()).data;
}
const is = (path: string, value: unknown) => ({ '==': [{ var: path }, value] });
const available = ({ available: left }: Values) => Number(left);

test('the storekeeper sees what is low, what is there before he issues it, and counts by the books', async ({
  browser,
}) => {
  const api = await signedIn(browser, 'keeper1');
  const [central] = await find(api, 'warehouse', is('kind', 'central'));
  const [regional] = await find(api, 'warehouse', is('kind', 'regional'));
  const { page, complaints } = await enter(browser, 'keeper1');
  const word = `库管${Date.now().toString(36)}`;

  await test.step('rows below their reorder point carry colour and word, and have a view of their own', async () => {
    const part = await api.post(`${app}/forms/part/records`, {
      data: { code: word, name: word, price: '100', cost: '10', reorder_point: 5, tracking: 'none' },
    });
    const { id } = (await part.json()).data as Values;
    const [supplier] = await find(api, 'warehouse', is('kind', 'supplier'));
    const buy = (quantity: number) =>
      api.post(`${app}/forms/stock_movement/records`, {
        data: { kind: 'purchase', part: id, quantity, from: supplier?.id, to: central?.id },
      });
    expect((await buy(4)).status()).toBe(201);
    const own = encodeURIComponent(JSON.stringify(is('part', id)));
    const list = `/apps/after_sales/forms/stock_balance?view=low&filter=${own}`;
    await page.goto(list);
    const row = page.locator('tr[data-flag=low]').filter({ hasText: word });
    await expect(row).toContainText('低于安全库存');
    expect((await buy(1)).status()).toBe(201);
    await page.goto(list);
    await expect(page.getByText('共 0 条')).toBeVisible();
    await page.goto(list.replace('view=low', 'view=all'));
    await expect(page.locator('tr').filter({ hasText: word })).toBeVisible();
    await expect(page.locator('tr[data-flag]')).toHaveCount(0);
  });

  await test.step('a request says per line what its warehouse has', async () => {
    const stock = async () =>
      (await find(api, 'stock_balance', is('warehouse', central?.id))).filter((one) => available(one) >= 2);
    // The accounts of the demo are made behind its installation.
    await expect.poll(async () => (await stock()).length, { timeout: 30_000 }).toBeGreaterThan(2);
    const [plenty, short] = await stock();
    const partOf = (one: Values | undefined) => (one?.part as Values | undefined)?.id;
    const lines = [
      { part: partOf(plenty), quantity: 1 },
      { part: partOf(short), quantity: Math.floor(available(short ?? { id: '' })) + 1 },
    ];
    const values = { why: 'stock', from: central?.id, to: regional?.id, note: word, lines };
    const made = await api.post(`${app}/forms/part_request/records`, { data: values });
    expect(made.status(), await made.text()).toBe(201);
    const { id } = (await made.json()).data as Values;
    const manager = await signedIn(browser, 'manager1');
    const director = await signedIn(browser, 'director1');
    await expect
      .poll(
        async () => {
          for (const who of [manager, director]) {
            const { data } = await (await who.get(`/api/v1/tasks?status=open&record=${id}`)).json();
            const [task] = (data ?? []) as Values[];
            if (!task) continue;
            if ((task.assignees as unknown[]).length > 1) await who.post(`/api/v1/tasks/${task.id}/claim`);
            await who.post(`/api/v1/tasks/${task.id}/actions`, { data: { action: 'approve' } });
          }
          const request = await api.get(`${app}/forms/part_request/records/${id}`);
          return (await request.json()).data.status;
        },
        { timeout: 30_000 },
      )
      .toBe('to_issue');
    await page.goto(`/apps/after_sales/forms/part_request/${id}`);
    const panel = await begin(page, '出库');
    const rows = panel.locator('[data-field=lines] tbody tr');
    await expect(rows.nth(0)).toContainText(`可用 ${plenty?.available}`);
    await expect(rows.nth(0)).not.toContainText('需要');
    await expect(rows.nth(1)).toContainText(`仅可用 ${short?.available}，需要 ${lines[1]?.quantity}`);
  });

  await test.step('a count is filled from the books', async () => {
    await page.goto('/apps/after_sales/forms/stock_count/new');
    const fill = page.getByRole('button', { name: '按账面填入' });
    await expect(fill).toBeDisabled();
    await choose(page.locator('main'), 'warehouse', String(regional?.name));
    await fill.click();
    const booked = await find(api, 'stock_lot', {
      and: [is('warehouse', regional?.id), { '>': [{ var: 'quantity' }, 0] }],
    });
    const rows = page.locator('[data-field=lines] tbody tr');
    await expect(rows).toHaveCount(booked.length);
    const first = rows.first();
    const name = await first.locator('.ant-select').first().innerText();
    const [known] = booked.filter(({ part }) => (part as { title?: string }).title === name.trim());
    expect(known).toBeDefined();
    // Typed figures stay where it is filled once more.
    await page.locator('#field-lines-0-counted').fill('7');
    await fill.click();
    await expect(page.getByText('已按最新数据更新')).toBeVisible();
    await expect(rows).toHaveCount(booked.length);
    await expect(page.locator('#field-lines-0-counted')).toHaveValue('7');
  });
  expect(complaints).toEqual([]);
});
