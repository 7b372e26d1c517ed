import { expect, type Page, test } from '@playwright/test';

const api = '/api/v1/apps/after_sales';

async function signIn(page: Page, login: string): Promise<void> {
  const password = process.env.FIELDWORK_BROWSER_DEMO_PASSWORD ?? '';
  expect((await page.request.post('/api/v1/session', { data: { login, password } })).status()).toBe(201);
}

test('a call is taken: found, shown, and an order filed by keyboard in under a minute', async ({ page }) => {
  await signIn(page, 'agent1');
  const devices = await page.request.get(`${api}/forms/device/records?pageSize=1&sort=created_at`);
  const device = (await devices.json()).data[0] as { name: string; customer: { id: string; title: string } };
  const own = encodeURIComponent(JSON.stringify({ '==': [{ var: 'customer' }, device.customer.id] }));
  const contacts = await page.request.get(`${api}/forms/contact/records?filter=${own}&pageSize=1`);
  const contact = (await contacts.json()).data[0] as { name: string; phone: string };
  await page.goto('/apps/after_sales');
  const call = await page.request.post(`${api}/calls`, {
    data: { caller: `+86 ${contact.phone}`, agent: 'agent1' },
  });
  expect(call.status()).toBe(201);

  const began = Date.now();
  const card = page.getByRole('region', { name: '来电' });
  await expect(card.getByText(contact.name)).toBeVisible();
  await card.getByRole('button', { name: '接听并受理' }).click();
  const search = page.getByRole('combobox', { name: '客户、联系人、设备' });
  await expect(page.getByRole('option').first()).toContainText(contact.name);
  await search.press('Enter');
  const form = page.getByRole('region', { name: '新建服务工单' });
  await expect(form.locator('[data-field="customer"]')).toContainText(device.customer.title);
  await expect(page.getByRole('heading', { name: '时间线' })).toBeVisible();
  await page
    .getByRole('button', { name: `选用 ${device.name}` })
    .first()
    .click();
  await expect(form.locator('[data-field="device"]')).toContainText(device.name);

  await expect(form.getByLabel('问题摘要')).toBeFocused();
  await page.keyboard.type('开机后噪音很大');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type('噪音');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+s');
  await expect(page.getByText(/已建立 WO-/)).toBeVisible();
  expect(Date.now() - began).toBeLessThan(60_000);

  const made = await page.request.get(
    `${api}/forms/work_order/records?pageSize=1&sort=-created_at&search=开机后噪音很大`,
  );
  expect((await made.json()).data[0]).toMatchObject({
    channel: 'phone',
    fault_category: 'noise',
    customer: { title: device.customer.title },
    device: { title: device.name },
  });
});

test('a customer scans the code on a device and reports a problem without an account', async ({
  page,
  browser,
}) => {
  await signIn(page, 'agent1');
  const devices = await page.request.get(`${api}/forms/device/records?pageSize=1&sort=created_at`);
  const device = (await devices.json()).data[0] as { id: string; name: string };
  await page.goto(`/apps/after_sales/forms/device/${device.id}`);
  await page.getByRole('button', { name: '二维码' }).click();
  const address = await page.getByText(/\/p\/after_sales\/repair_form\?r=/).innerText();

  const visitor = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN' });
  const phone = await visitor.newPage();
  await phone.goto(address.trim());
  await expect(phone.getByText(device.name)).toBeVisible();
  await phone.getByRole('button', { name: '下一步' }).click();
  await expect(phone.getByText('请填写这一项')).toBeVisible();
  await phone.getByRole('textbox').fill('屏幕不亮');
  await phone.getByRole('button', { name: '下一步' }).click();
  await phone.getByRole('button', { name: '下一步' }).click();
  await phone.getByLabel('添加照片').setInputFiles({
    name: 'screen.png',
    mimeType: 'image/png',
    buffer: Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    ),
  });
  await expect(phone.getByText('screen.png')).toBeVisible();
  await phone.getByRole('button', { name: '下一步' }).click();
  await phone.getByRole('textbox').fill('王女士');
  await phone.getByRole('button', { name: '下一步' }).click();
  await phone.getByRole('textbox').fill('13900001111');
  await phone.getByRole('button', { name: '提交' }).click();
  await expect(phone.getByText('已收到，谢谢！')).toBeVisible();
  const number = await phone.getByText(/^WO-/).innerText();
  await visitor.close();

  const found = await page.request.get(`${api}/forms/work_order/records?search=${number}`);
  expect((await found.json()).data[0]).toMatchObject({
    subject: '屏幕不亮',
    channel: 'qr',
    reporter_name: '王女士',
    device: { id: device.id },
    photos: [{ name: 'screen.png' }],
  });
});
