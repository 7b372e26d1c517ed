import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, type Page, test } from '@playwright/test';
import { watchConsole } from './sign-in.js';

const api = '/api/v1/apps/after_sales';
const portal = '/c/after_sales/order_portal';

/** Kept for looking at. */
async function look(page: Page, name: string) {
  if (process.env.LOOK) await page.screenshot({ path: `${process.env.LOOK}/${name}.png`, fullPage: true });
}

/** A provider of SMS that keeps what it was sent. */
async function gateway() {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += part;
    });
    request.on('end', () => {
      bodies.push(body);
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, bodies, close: () => server.close() };
}

test('a customer signs in by a code, sees his orders and devices, reports for one, and signs out', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const sms = await gateway();
  const { request: admin } = await browser.newContext();
  const password = process.env.FIELDWORK_BROWSER_PASSWORD ?? '';
  expect((await admin.post('/api/v1/session', { data: { login: 'admin', password } })).status()).toBe(201);
  const messenger = {
    type: 'sms_gateway',
    name: '短信',
    settings: { url: sms.url },
    secrets: { secret: 's' },
  };
  const made = await (await admin.post('/api/v1/messengers', { data: messenger })).json();
  const route = { app: 'after_sales', channel: 'sign_in_sms', messengerId: made.data.id, template: null };
  expect((await admin.put('/api/v1/messengers/routes', { data: route })).status()).toBe(204);
  const serial = encodeURIComponent(JSON.stringify({ '==': [{ var: 'serial' }, 'HK748268'] }));
  const [device] = (await (await admin.get(`${api}/forms/device/records?filter=${serial}`)).json()).data;
  const own = encodeURIComponent(JSON.stringify({ '==': [{ var: 'customer' }, device.customer.id] }));
  const [contact] = (await (await admin.get(`${api}/forms/contact/records?filter=${own}`)).json()).data;

  const visitor = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN' });
  const phone = await visitor.newPage();
  const complaints = watchConsole(phone);
  await phone.goto(portal);
  await look(phone, 'home-closed');
  await phone.getByLabel('手机').fill(contact.phone);
  await phone.getByRole('button', { name: '获取验证码' }).click();
  await expect(phone.getByRole('status')).toContainText('您会收到验证码');
  await expect.poll(() => sms.bodies.length, { timeout: 30_000 }).toBeGreaterThan(0);
  const code = /\b(\d{6})\b/.exec(String(sms.bodies.at(-1)).replaceAll(contact.phone, ''))?.[1] ?? '';
  await look(phone, 'home-code');
  await phone.getByLabel('6 位验证码').fill(code);
  await phone.getByRole('button', { name: '登录' }).click();
  await expect(phone.getByRole('heading', { level: 1 })).toContainText(`${contact.name}，您好`);
  const devices = phone.getByRole('region', { name: '我的设备' });
  await expect(devices.getByText(device.serial).first()).toBeVisible();
  await expect(phone.getByRole('region', { name: '过去的工单' }).getByRole('listitem').first()).toBeVisible();
  await look(phone, 'home');
  for (const target of await phone.getByRole('link').all())
    expect((await target.boundingBox())?.height).toBeGreaterThanOrEqual(48);
  await phone.getByRole('region', { name: '过去的工单' }).getByRole('link').first().click();
  await expect(phone.getByRole('region', { name: '处理进度' })).toBeVisible();
  await phone.goBack();
  await devices.getByRole('link', { name: new RegExp(device.serial) }).click();
  await expect(phone.getByText(device.serial).first()).toBeVisible();
  await expect(phone.getByRole('button', { name: '下一步' })).toBeVisible();
  await phone.goBack();
  // Something new: he is known there, and says which of his it is about.
  await phone.getByRole('link', { name: '报修', exact: true }).click();
  await expect(phone.getByText(`${contact.name}，您好`)).toBeVisible();
  await look(phone, 'report-choice');
  const choice = phone.getByRole('radio', { name: new RegExp(device.serial) });
  await choice.check();
  await phone.getByRole('button', { name: '下一步' }).click();
  await phone.getByLabel('出了什么问题？').fill('门户报修');
  for (let step = 0; step < 3; step++) await phone.getByRole('button', { name: '下一步' }).click();
  await expect(phone.getByLabel('怎么称呼您？')).toHaveValue(contact.name);
  await phone.getByRole('button', { name: '下一步' }).click();
  await expect(phone.getByLabel('联系电话')).toHaveValue(contact.phone);
  await look(phone, 'report-known');
  await phone.getByRole('button', { name: '提交' }).click();
  await expect(phone.getByRole('status')).toContainText('已收到');
  const said = encodeURIComponent(JSON.stringify({ '==': [{ var: 'subject' }, '门户报修'] }));
  const [filed] = (await (await admin.get(`${api}/forms/work_order/records?filter=${said}`)).json()).data;
  expect(filed).toMatchObject({ device: { id: device.id }, contact: { id: contact.id } });
  await phone.goto(portal);
  if (process.env.LOOK) {
    await phone.emulateMedia({ colorScheme: 'dark' });
    await phone.getByRole('button', { name: 'English' }).click();
    await look(phone, 'home-en-dark');
    await phone.setViewportSize({ width: 1440, height: 900 });
    await look(phone, 'home-en-dark-wide');
    await phone.setViewportSize({ width: 390, height: 844 });
    await phone.getByRole('button', { name: '中文' }).click();
  }
  await phone.getByRole('button', { name: '退出' }).click();
  await expect(phone.getByRole('button', { name: '获取验证码' })).toBeVisible();
  await phone.reload();
  await expect(phone.getByRole('button', { name: '获取验证码' })).toBeVisible();
  expect(complaints).toEqual([]);
  await visitor.close();
  sms.close();
});
