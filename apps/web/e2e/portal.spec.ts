import {
  type APIRequestContext,
  type Browser,
  expect,
  type Locator,
  type Page,
  test,
} from '@playwright/test';
import { watchConsole } from './sign-in.js';

const api = '/api/v1/apps/after_sales';
const orders = `${api}/forms/work_order/records`;

/** Somebody of the staff, without a page. */
async function enter(browser: Browser, login: string): Promise<APIRequestContext> {
  const { request } = await browser.newContext();
  const password = process.env.FIELDWORK_BROWSER_DEMO_PASSWORD ?? '';
  expect((await request.post('/api/v1/session', { data: { login, password } })).status()).toBe(201);
  return request;
}

async function act(request: APIRequestContext, id: string, node: string, action: string, more: object = {}) {
  let task: { id: string; node: string } | undefined;
  await expect(async () => {
    const { data } = await (await request.get(`/api/v1/tasks?record=${id}`)).json();
    task = data.find((one: { node: string }) => one.node === node);
    expect(task).toBeDefined();
  }).toPass({ timeout: 20_000 });
  const answer = await request.post(`/api/v1/tasks/${task?.id}/actions`, { data: { action, ...more } });
  expect(answer.status(), await answer.text()).toBeLessThan(300);
}

/** Draws a name with the finger. */
/** Kept for looking at. */
async function look(page: Page, name: string) {
  if (process.env.LOOK) await page.screenshot({ path: `${process.env.LOOK}/${name}.png`, fullPage: true });
}

async function sign(page: Page, canvas: Locator) {
  await canvas.scrollIntoViewIfNeeded();
  const box = await canvas.boundingBox();
  if (!box) throw new Error('There is nothing to sign on');
  await page.mouse.move(box.x + 40, box.y + 60);
  await page.mouse.down();
  for (let step = 1; step <= 12; step++)
    await page.mouse.move(box.x + 40 + step * 14, box.y + 60 + (step % 2 ? 40 : -10));
  await page.mouse.up();
}

test('a customer reports by the code, follows, writes, agrees to the quote, accepts with his signature, and rates', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const [agent, dispatcher, engineer, manager] = (await Promise.all(
    ['agent1', 'dispatcher1', 'engineer1', 'manager1'].map((login) => enter(browser, login)),
  )) as [APIRequestContext, APIRequestContext, APIRequestContext, APIRequestContext];
  const request = agent;
  const serial = encodeURIComponent(JSON.stringify({ '==': [{ var: 'serial' }, 'HB405006'] }));
  const devices = await request.get(`${api}/forms/device/records?filter=${serial}`);
  const device = (await devices.json()).data[0] as { id: string; name: string };
  const links = await request.get(`${api}/forms/device/records/${device.id}/public-links`);
  const form = (await links.json()).data.find(
    ({ channel }: { channel: string }) => channel === 'repair_form',
  );

  const visitor = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'zh-CN' });
  const phone = await visitor.newPage();
  const complaints = watchConsole(phone);
  await phone.goto(form.path);
  const next = phone.getByRole('button', { name: '下一步' });
  await phone.getByRole('textbox').fill('打印有条纹');
  await next.click();
  await next.click();
  await next.click();
  await phone.getByRole('textbox').fill('王女士');
  await next.click();
  await phone.getByRole('textbox').fill('13900002222');
  await phone.getByRole('button', { name: '提交' }).click();
  const number = await phone.getByText(/^WO-/).innerText();
  await phone.getByRole('link', { name: '查看处理进度' }).click();
  const progress = phone.getByRole('region', { name: '处理进度' });
  await expect(progress.locator('[aria-current="step"]')).toContainText('已受理您的请求');
  await phone.getByRole('textbox', { name: '写留言' }).fill('下午两点以后在家');
  await phone.getByRole('button', { name: '发送' }).click();
  await expect(phone.getByText('下午两点以后在家', { exact: true })).toBeVisible();
  await expect(phone.getByRole('textbox', { name: '写留言' })).toHaveValue('');

  const found = (await (await request.get(`${orders}?search=${number}`)).json()).data[0] as { id: string };
  const named = encodeURIComponent(JSON.stringify({ '==': [{ var: 'name' }, '王建军'] }));
  const engineers = await dispatcher.get(`${api}/forms/engineer/records?filter=${named}`);
  const sent = (await engineers.json()).data[0].id as string;
  await act(request, found.id, 'intake', 'accept', {
    values: { fault_category: 'software', service_mode: 'onsite' },
  });
  await act(dispatcher, found.id, 'grade', 'graded', { values: { severity: 'low' } });
  // Out of warranty, no contract: the customer is asked first.
  await act(request, found.id, 'quotation', 'send', {
    values: { quote_hours: '1.5', quote_parts: '260', quote_km: '10', quote_note: '更换感光鼓一只' },
  });
  await expect(async () => {
    await phone.reload();
    await expect(progress.locator('[aria-current="step"]')).toContainText('已报价，请您确认', {
      timeout: 2000,
    });
  }).toPass({ timeout: 20_000 });
  await expect(phone.getByText(/455/).first()).toBeVisible();
  await look(phone, 'quote');
  await phone.getByRole('button', { name: '同意报价', exact: true }).click();
  await phone.getByRole('button', { name: '确认提交' }).click();
  await expect(phone.getByText('请填写这一项')).toHaveCount(1);
  await phone.getByLabel('您的姓名').fill('王女士');
  await look(phone, 'quote-agree');
  await phone.getByRole('button', { name: '确认提交' }).click();
  await expect(phone.getByText('谢谢，我们马上安排工程师。')).toBeVisible();
  await expect(phone.getByRole('button', { name: '同意报价', exact: true })).toHaveCount(0);
  const { data: quoted } = await (await request.get(`${orders}/${found.id}`)).json();
  expect(quoted).toMatchObject({ quote_state: 'agreed', quote_agreed: '455', quote_answered_by: '王女士' });
  await act(dispatcher, found.id, 'dispatch', 'assign', { values: { engineer: sent } });
  await act(engineer, found.id, 'accept', 'accept');
  await act(engineer, found.id, 'work', 'finish', {
    values: { diagnosis: '感光鼓磨损', solution: '更换感光鼓', cause: 'ageing', labour_hours: '1' },
  });
  await phone.reload();
  await expect(progress.locator('[aria-current="step"]')).toContainText('已完工，请您验收');
  await expect(phone.getByText('更换感光鼓', { exact: true })).toBeVisible();

  await look(phone, 'acceptance');
  await phone.getByRole('button', { name: '验收通过' }).click();
  await phone.getByRole('button', { name: '确认提交' }).click();
  await expect(phone.getByText('请填写这一项')).toHaveCount(2);
  await phone.getByLabel('您的姓名').fill('王女士');
  await phone.getByText('5', { exact: true }).click();
  await sign(phone, phone.getByLabel('请在框内签名'));
  await look(phone, 'signed');
  await phone.getByRole('button', { name: '确认提交' }).click();
  await expect(phone.getByText('谢谢，已验收。')).toBeVisible();
  await expect(async () => {
    const { data } = await (await request.get(`${orders}/${found.id}`)).json();
    expect(data).toMatchObject({ status: 'pending_review', acceptor: '王女士', rating: '5' });
    expect(data.signature.signer).toBe('王女士');
  }).toPass({ timeout: 20_000 });

  await act(manager, found.id, 'review', 'approve');
  await act(request, found.id, 'follow_up', 'close', { values: { followup_result: 'satisfied' } });
  let survey = '';
  await expect(async () => {
    const own = encodeURIComponent(JSON.stringify({ '==': [{ var: 'work_order' }, found.id] }));
    const { data } = await (await request.get(`${api}/forms/survey/records?filter=${own}`)).json();
    expect(data).toHaveLength(1);
    survey = data[0].id;
  }).toPass({ timeout: 20_000 });
  const rating = await (await request.get(`${api}/forms/survey/records/${survey}/public-links`)).json();
  await phone.goto(rating.data[0].path);
  await phone.getByRole('group', { name: /满意/ }).getByText('5', { exact: true }).click();
  await phone.getByRole('group', { name: /推荐/ }).getByText('9', { exact: true }).click();
  await look(phone, 'survey');
  await phone.getByRole('button', { name: '提交评价' }).click();
  await expect(phone.getByText('谢谢您的评价。')).toBeVisible();
  const answered = await (await request.get(`${api}/forms/survey/records/${survey}`)).json();
  expect(answered.data).toMatchObject({ status: 'answered', csat: '5', nps: '9' });
  expect(complaints).toEqual([]);

  await phone.goto(rating.data[0].path.replace(/.$/, (last: string) => (last === 'x' ? 'y' : 'x')));
  await expect(phone.getByRole('heading', { name: '链接无效或已过期' })).toBeVisible();
  await visitor.close();
});
