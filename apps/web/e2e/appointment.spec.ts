import { type APIRequestContext, type Browser, expect, type Page, test } from '@playwright/test';
import { enter } from './people.js';
import { watchConsole } from './sign-in.js';

const api = '/api/v1/apps/after_sales';

/** Somebody of the staff, without a page. */
async function request(browser: Browser, login: string, password: string): Promise<APIRequestContext> {
  const { request: own } = await browser.newContext();
  expect((await own.post('/api/v1/session', { data: { login, password } })).status()).toBe(201);
  return own;
}

async function act(own: APIRequestContext, id: string, node: string, action: string, more: object = {}) {
  let task: { id: string; node: string } | undefined;
  await expect(async () => {
    const { data } = await (await own.get(`/api/v1/tasks?record=${id}`)).json();
    task = data.find((one: { node: string }) => one.node === node);
    expect(task).toBeDefined();
  }).toPass({ timeout: 60_000 });
  const answer = await own.post(`/api/v1/tasks/${task?.id}/actions`, { data: { action, ...more } });
  expect(answer.status(), await answer.text()).toBeLessThan(300);
}

/** Kept for looking at. */
async function look(page: Page, name: string) {
  if (!process.env.LOOK) return;
  await page.waitForTimeout(400);
  await page.screenshot({ path: `${process.env.LOOK}/${name}.png`, fullPage: true });
}

test('a customer chooses when we come and moves it; what is full is gone, and the board keeps it', async ({
  browser,
}) => {
  test.setTimeout(240_000);
  const admin = await request(browser, 'admin', process.env.FIELDWORK_BROWSER_PASSWORD ?? '');
  const demo = process.env.FIELDWORK_BROWSER_DEMO_PASSWORD ?? '';
  const [agent, grader] = [
    await request(browser, 'agent1', demo),
    await request(browser, 'dispatcher1', demo),
  ];
  const make = async (form: string, data: object): Promise<string> => {
    const answer = await admin.post(`${api}/forms/${form}/records`, { data });
    expect(answer.status(), await answer.text()).toBe(201);
    return (await answer.json()).data.id;
  };
  // A region of their own: one engineer. Whom an earlier try left there has gone.
  const there = encodeURIComponent(JSON.stringify({ '==': [{ var: 'region' }, 'northeast'] }));
  const earlier = await (await admin.get(`${api}/forms/engineer/records?filter=${there}`)).json();
  for (const { id } of earlier.data as { id: string }[])
    await admin.patch(`${api}/forms/engineer/records/${id}`, { data: { active: false } });
  const promised = await (await admin.get(`${api}/forms/work_order/records?filter=${there}`)).json();
  for (const { id } of promised.data as { id: string }[])
    await admin.patch(`${api}/forms/work_order/records/${id}`, {
      data: { appointment_from: null, appointment_to: null },
    });
  const mark = Date.now().toString().slice(-5);
  await make('engineer', {
    name: `周师傅${mark}`,
    phone: '13900007777',
    region: 'northeast',
    skill_levels: [{ line: 'water', level: '3' }],
    certificates: [{ name: '净水设备维修', line: 'water', expires_on: '2035-01-01' }],
  });
  const customer = await make('customer', {
    name: `雪原酒店${mark}`,
    type: 'company',
    tier: 'vip',
    region: 'northeast',
    phone: '13900008888',
  });
  const order = (subject: string) =>
    make('work_order', {
      type: 'install',
      subject,
      severity: 'low',
      customer,
      other_line: 'water',
      reporter_name: '赵女士',
      reporter_phone: '13900008888',
    });
  const ids = [await order(`净水机安装 ${mark}`), await order(`换滤芯 ${mark}`)] as const;
  for (const id of ids) {
    await act(agent, id, 'intake', 'accept');
    await act(grader, id, 'grade', 'graded');
    await act(agent, id, 'quotation', 'waive', { reason: '随设备购买' });
  }
  const linkOf = async (id: string): Promise<string> => {
    const links = await (await admin.get(`${api}/forms/work_order/records/${id}/public-links`)).json();
    return links.data.find(({ channel }: { channel: string }) => channel === 'page:order_portal').path;
  };
  const visitor = async (id: string) => {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN' });
    const phone = await context.newPage();
    const complaints = watchConsole(phone);
    await phone.goto(await linkOf(id));
    return { phone, complaints };
  };

  const { phone, complaints } = await visitor(ids[0]);
  const section = phone.getByRole('region', { name: '上门时间' });
  await section.getByRole('button', { name: '选择上门时间' }).click();
  const days = phone.getByRole('group', { name: '日期' }).getByRole('button');
  await expect(days.first()).toBeVisible();
  await look(phone, 'choice');
  for (const button of await section.getByRole('button').all())
    expect((await button.boundingBox())?.height ?? 0).toBeGreaterThanOrEqual(48);
  // The last day that is offered, so that the hour of the day does not matter.
  await days.last().click();
  const day = (await days.last().innerText()).replace(/\s+/g, ' ');
  await phone.getByRole('button', { name: '09:00–11:00' }).click();
  await look(phone, 'chosen');
  await phone.getByRole('button', { name: /^确认 / }).click();
  await expect(section.getByText(`${day} 09:00–11:00`, { exact: true })).toBeVisible();
  await look(phone, 'agreed');

  const other = await visitor(ids[1]);
  await other.phone.getByRole('button', { name: '选择上门时间' }).click();
  const theirDays = other.phone.getByRole('group', { name: '日期' }).getByRole('button');
  const theirWindows = other.phone.getByRole('group', { name: '时间段' }).getByRole('button');
  await theirDays.last().click();
  await expect(theirWindows.filter({ hasText: '13:00–15:00' })).toBeVisible();
  await expect(theirWindows.filter({ hasText: '09:00–11:00' })).toHaveCount(0);

  await section.getByRole('button', { name: '改期' }).click();
  await days.last().click();
  await phone.getByRole('button', { name: '15:00–17:00' }).click();
  await phone.getByRole('button', { name: /^确认 / }).click();
  await expect(section.getByText(`${day} 15:00–17:00`, { exact: true })).toBeVisible();

  await other.phone.reload();
  await other.phone.getByRole('button', { name: '选择上门时间' }).click();
  await theirDays.last().click();
  await theirWindows.filter({ hasText: '09:00–11:00' }).click();
  await other.phone.getByRole('button', { name: /^确认 / }).click();
  await expect(other.phone.getByText(`${day} 09:00–11:00`, { exact: true })).toBeVisible();

  // Inside: what is full can be seen, and taken only with a reason.
  const record = (await (await admin.get(`${api}/forms/work_order/records/${ids[0]}`)).json()).data;
  const dispatcher = await enter(browser, 'dispatcher1');
  await dispatcher.page.goto(`/apps/after_sales/forms/work_order/${ids[0]}`);
  await dispatcher.page.getByRole('button', { name: '约定时间' }).click();
  const dialog = dispatcher.page.getByRole('dialog', { name: '约定上门时间' });
  await expect(dialog.getByText(`已约定：${day} 15:00–17:00`)).toBeVisible();
  await dialog.getByRole('button', { name: '09:00–11:00 已满' }).last().click();
  await expect(dialog.getByRole('textbox')).toBeVisible();
  await look(dispatcher.page, 'dialog');
  await dialog.getByRole('button', { name: '关闭' }).last().click();

  // The board shows the promise, and says when a plan breaks it.
  const date = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(
    new Date(record.appointment_from),
  );
  await dispatcher.page.goto(`/apps/after_sales/pages/dispatch_board?day=${date}`);
  const card = dispatcher.page.locator(`[data-waiting="${ids[0]}"]`);
  await expect(card.getByText(`约定 ${date.slice(5)} 15:00–17:00`)).toBeVisible();
  await card.getByRole('button').first().click();
  await look(dispatcher.page, 'board');
  await card.getByRole('button', { name: /^安排/ }).click();
  const plan = dispatcher.page.getByRole('dialog');
  await expect(plan.getByLabel('开始时间')).toHaveValue(`${date}T15:00`);
  await expect(plan.getByText(`周师傅${mark}`)).toBeVisible();
  await plan.getByLabel('开始时间').fill(`${date}T13:00`);
  await plan.getByRole('button', { name: /^安\s?排$/ }).click();
  await expect(dispatcher.page.getByText(/^约定的时间是/)).toBeVisible({ timeout: 30_000 });
  await dispatcher.page.getByRole('button', { name: /个冲突/ }).click();
  await expect(dispatcher.page.getByText(/雪原酒店\d+ 不在约定的时间/)).toBeVisible();
  await look(dispatcher.page, 'conflict');

  for (const found of [complaints, other.complaints]) expect(found).toEqual([]);
});
