import { expect, type Page, test } from '@playwright/test';
import { choose } from './people.js';
import { signIn, watchConsole } from './sign-in.js';

const orders = '/apps/after_sales/forms/work_order';

test('a wrong password is refused in words, the right one leads to where one wanted to go', async ({
  page,
}) => {
  await page.goto('/apps/after_sales/forms/customer');
  await expect(page.getByRole('heading', { name: '登录 Fieldwork' })).toBeVisible();
  await page.getByLabel('登录名').fill('admin');
  await page.getByLabel('密码', { exact: true }).fill('certainly-wrong');
  await page.getByRole('button', { name: '登录' }).click();
  await expect(page.getByRole('alert')).toContainText('登录名或密码不正确');
  await page.getByLabel('密码', { exact: true }).fill(process.env.FIELDWORK_BROWSER_PASSWORD ?? '');
  await page.getByRole('button', { name: '登录' }).click();
  await expect(page.getByRole('heading', { name: '客户' })).toBeVisible();
});

test('a list is filtered by chips, kept in its address, and opens a record beside it by keyboard', async ({
  page,
}) => {
  const complaints = watchConsole(page);
  await signIn(page);
  await page.goto(orders);
  await expect(page.getByText(/共 \d+ 条/)).toBeVisible();
  await page.getByRole('button', { name: '筛选' }).click();
  await page.keyboard.type('状态');
  await page.keyboard.press('Enter');
  await expect(page.getByText('状态 是 …')).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/filter=/);
  const sentence = page.getByRole('button', { name: /^状态 是 (?!…)/ });
  await expect(sentence).toBeVisible();
  await page.reload();
  await expect(sentence).toBeVisible();

  const rows = page.locator('tbody tr.ant-table-row');
  await rows.first().click();
  const panel = page.getByRole('complementary');
  await expect(panel.getByRole('heading', { level: 1 })).toHaveText(
    (await rows.first().locator('a').innerText()).trim(),
  );
  await page.keyboard.press('ArrowDown');
  await expect(panel.getByRole('heading', { level: 1 })).toHaveText(
    (await rows.nth(1).locator('a').innerText()).trim(),
  );
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  expect(complaints).toEqual([]);
});

/** The first of what can be chosen; its list may still be arriving while it is clicked. */
async function chooseFirst(page: Page, field: string): Promise<void> {
  const box = page.locator(`[data-field=${field}]`);
  await expect(async () => {
    await box.locator('.ant-select').click();
    await page.locator('.ant-select-item-option:visible').first().click({ timeout: 3_000 });
    await expect(box).not.toContainText('选择', { timeout: 1_000 });
  }).toPass({ timeout: 40_000 });
}

test('a form reacts while it is filled in, says what is missing, and keeps what was typed over a reload', async ({
  page,
}) => {
  const complaints = watchConsole(page);
  await signIn(page);
  await page.goto(`${orders}/new`);
  await page.getByLabel('问题摘要').fill('会议室空调漏水');
  await expect(page.getByText('已恢复上次没有保存的内容')).toBeHidden();
  await expect(page.getByText('产品线（无设备档案）')).toBeVisible();
  // Others may have made a customer who has no devices yet.
  await choose(page.locator('form'), 'customer', '北京朗悦酒店');
  await page.getByRole('button', { name: '创建', exact: true }).click();
  const summary = page.getByRole('alert').filter({ hasText: '处需要修改' });
  await expect(summary).toContainText('设备');

  await page.reload();
  await expect(page.getByLabel('问题摘要')).toHaveValue('会议室空调漏水');
  await expect(page.getByText('已恢复上次没有保存的内容')).toBeVisible();

  await chooseFirst(page, 'device');
  // The device brings its product line, so nobody has to be asked for it.
  await expect(page.getByText('产品线（无设备档案）')).toBeHidden();
  await chooseFirst(page, 'fault_category');
  await page.getByRole('button', { name: '创建', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^WO-\d{8}-\d{4}$/);
  await expect(page.getByRole('list', { name: '工单处理' })).toContainText('受理');
  await expect(page.getByText('创建了记录')).toBeVisible();
  expect(complaints).toEqual([]);
});

test('editing shows what somebody else saved meanwhile, field by field', async ({ page }) => {
  const complaints = watchConsole(page, [/409 \(Conflict\)/]);
  await signIn(page);
  await page.goto('/apps/after_sales/forms/part');
  await page.locator('tbody tr.ant-table-row').first().click();
  const panel = page.getByRole('complementary');
  await panel.getByRole('button', { name: '编辑' }).click();
  await panel.getByLabel('备注').fill('我写的备注');
  const id = new URL(page.url()).searchParams.get('record');
  const other = await page.request.patch(`/api/v1/apps/after_sales/forms/part/records/${id}`, {
    data: { note: '别人写的备注' },
  });
  expect(other.ok()).toBe(true);
  await page.keyboard.press('Control+s');
  const dialog = page.getByRole('dialog', { name: '记录已被他人修改' });
  await expect(dialog).toContainText('我写的备注');
  await expect(dialog).toContainText('别人写的备注');
  await dialog.getByRole('button', { name: '按此保存' }).click();
  await expect(panel.getByText('我写的备注').first()).toBeVisible();
  expect(complaints).toEqual([]);
});

test('a bar of a dashboard opens the records behind it', async ({ page }) => {
  const complaints = watchConsole(page);
  await signIn(page);
  await page.goto('/apps/after_sales/pages/service_board');
  const card = page.getByRole('region', { name: '各区域工单数量' });
  await card.getByRole('button', { name: /查看数据/ }).click();
  const cells = card.locator('tbody tr').first().locator('td');
  await expect(cells.nth(1)).toHaveText(/\d/);
  const [region, count] = await cells.allInnerTexts();
  await cells.nth(1).getByRole('button').click();
  const drawer = page.getByRole('dialog');
  await expect(drawer).toContainText(`各区域工单数量 · ${region}`);
  await drawer.getByRole('link', { name: '在列表中打开' }).click();
  // Others file orders meanwhile: as many as were counted, or a few more, and not those of all regions.
  const total = page.getByText(/^共 \d+ 条/);
  await expect(total).toBeVisible();
  const listed = Number(/\d+/.exec(await total.innerText())?.[0]);
  const all = await (await page.request.get(`/api/v1${orders}/records?pageSize=1`)).json();
  expect(listed).toBeGreaterThanOrEqual(Number(count));
  expect(listed).toBeLessThan(all.meta.total);
  expect(complaints).toEqual([]);
});

test('the workspace fits a phone and speaks English', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page);
  await page.getByRole('button', { name: '切换语言' }).click();
  await expect(page.getByRole('heading', { name: 'Apps' })).toBeVisible();
  for (const path of [
    '/',
    orders,
    `${orders}/new`,
    '/apps/after_sales/pages/service_board',
    '/inbox',
    '/settings',
  ]) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
    const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
    expect(overflow, `${path} is wider than the screen`).toBeLessThanOrEqual(0);
  }
});

test('a number that is reached by the keyboard is replaced by what is typed, however long it is', async ({
  page,
}) => {
  await signIn(page);
  await page.goto('/apps/after_sales/forms/service_contract/new');
  const fee = page.locator('[data-field=fee] input');
  await fee.fill('42000');
  await page.keyboard.press('Tab');
  await expect(fee).toHaveValue('42,000');
  await page.keyboard.press('Shift+Tab');
  await expect(fee).toBeFocused();
  await page.keyboard.type('5000');
  await expect(fee).toHaveValue('5000');
});

test('whoever was signed out meanwhile signs in where he saved, and what he wrote is there', async ({
  page,
}) => {
  await signIn(page);
  await page.goto('/apps/after_sales/forms/customer/new');
  await page.getByLabel('联系电话').fill('01066668888');
  await choose(page.locator('form'), 'region', '华北');
  await page.getByLabel('客户名称').fill('过期之后');
  await page.context().clearCookies();
  await page.keyboard.press('Control+s');
  await expect(page.getByRole('heading', { name: '登录 Fieldwork' })).toBeVisible();
  await page.getByLabel('登录名').fill('admin');
  await page.getByLabel('密码', { exact: true }).fill(process.env.FIELDWORK_BROWSER_PASSWORD ?? '');
  await page.getByRole('button', { name: '登录' }).click();
  await expect(page.getByLabel('客户名称')).toHaveValue('过期之后');
});
