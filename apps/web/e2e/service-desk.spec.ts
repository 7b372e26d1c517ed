import { expect, type Locator, type Page, test } from '@playwright/test';
import { dayAhead } from '../../../scripts/testing/working-day.mjs';
import { begin, choose, enter, finish, type Person, take } from './people.js';
import { sign } from './phone.js';

const api = '/api/v1/apps/after_sales';
const orders = '/apps/after_sales/forms/work_order';
const subject = '开机后噪音很大，外壳发烫';

test.use({ actionTimeout: 30_000 });
test.setTimeout(240_000);

const rows = async (page: Page, path: string) =>
  (await (await page.request.get(`${api}/${path}`)).json()).data;

/** The order as soon as its clock stands so: clocks follow what is written behind the answer. */
async function onceSla(page: Page, number: string, state: string) {
  const filter = encodeURIComponent(JSON.stringify({ '==': [{ var: 'number' }, number] }));
  const read = async () => (await rows(page, `forms/work_order/records?filter=${filter}`))[0];
  await expect.poll(async () => (await read()).resolution_sla).toBe(state);
  return read();
}

async function drag(page: Page, from: Locator, to: Locator): Promise<void> {
  const middle = async (locator: Locator, share: number) => {
    await locator.scrollIntoViewIfNeeded();
    const box = await locator.boundingBox();
    if (!box) throw new Error('It is not on the page');
    return { x: box.x + box.width * share, y: box.y + box.height / 2 };
  };
  const [start, end] = [await middle(from, 0.3), await middle(to, 0.45)];
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(start.x + 20, start.y + 10, { steps: 3 });
  await page.mouse.move(end.x, end.y, { steps: 10 });
  await page.mouse.up();
}

test('a call becomes an order that is graded, given out on the board, timed, closed and counted', async ({
  browser,
}) => {
  const [agent, dispatcher, manager, caller] = (await Promise.all(
    ['agent1', 'dispatcher1', 'manager1', 'agent2'].map((login) => enter(browser, login)),
  )) as [Person, Person, Person, Person];
  const { page } = agent;
  let number = '';
  let id = '';

  await test.step('the call comes in, the customer is found by his phone, the order is filed in under a minute', async () => {
    // One in whose region people work on the day after.
    const serial = encodeURIComponent(JSON.stringify({ '==': [{ var: 'serial' }, 'HK748268'] }));
    const [device] = await rows(page, `forms/device/records?filter=${serial}&pageSize=1`);
    const own = encodeURIComponent(JSON.stringify({ '==': [{ var: 'customer' }, device.customer.id] }));
    const [contact] = await rows(page, `forms/contact/records?filter=${own}&pageSize=1`);
    await page.goto('/apps/after_sales');
    const call = { caller: `+86 ${contact.phone}`, agent: 'agent1' };
    expect((await page.request.post(`${api}/calls`, { data: call })).status()).toBe(201);
    const began = Date.now();
    await page.getByRole('region', { name: '来电' }).getByRole('button', { name: '接听并受理' }).click();
    await expect(page.getByRole('option').first()).toContainText(contact.name);
    await page.getByRole('combobox', { name: '客户、联系人、设备' }).press('Enter');
    const form = page.getByRole('region', { name: '新建服务工单' });
    await expect(form.locator('[data-field="customer"]')).toContainText(device.customer.title);
    await page
      .getByRole('button', { name: `选用 ${device.name}` })
      .first()
      .click();
    await form.getByLabel('问题摘要').fill(subject);
    await choose(form, 'fault_category', '噪音');
    await choose(form, 'severity', '严重');
    await page.keyboard.press('Control+s');
    await expect(page.getByText(/已建立 WO-/)).toBeVisible();
    expect(Date.now() - began).toBeLessThan(60_000);
    const [made] = await rows(page, `forms/work_order/records?pageSize=1&sort=-created_at&search=${subject}`);
    number = made.number;
    id = made.id;
  });

  await test.step('it is graded by the decision table and its clocks run', async () => {
    await finish(await take(agent, number, '受理'), '受理');
    const order = await onceSla(page, number, 'running');
    expect(order.priority).not.toBeNull();
    expect(Date.parse(order.resolution_due)).toBeGreaterThan(Date.now());
    await finish(await take(dispatcher, number, '定级'), '完成定级');
  });

  let engineerName = '';
  await test.step('somebody is proposed and given the order on the board by drag', async () => {
    const board = dispatcher.page;
    const day = dayAhead(1);
    await board.goto(`/apps/after_sales/pages/dispatch_board?day=${day}`);
    const card = board.locator(`[data-waiting="${id}"]`);
    await card.scrollIntoViewIfNeeded();
    await card.getByRole('button').first().click();
    await expect(board.getByText(/^推荐 \d+$/)).toBeVisible();
    const best = board.locator('[data-resource]').filter({
      has: board.locator('xpath=self::*[preceding-sibling::*[contains(., "推荐 ")]]'),
    });
    await drag(board, card, best);
    await expect(board.getByText(/^已安排给/)).toBeVisible();
    await expect(card).toHaveCount(0);
    const filter = encodeURIComponent(JSON.stringify({ '==': [{ var: 'number' }, number] }));
    await expect
      .poll(async () => (await rows(board, `forms/work_order/records?filter=${filter}`))[0].status)
      .toBe('pending_accept');
    const [order] = await rows(board, `forms/work_order/records?filter=${filter}`);
    engineerName = order.engineer.title.split(' · ')[0];
  });

  const people = await rows(manager.page, 'forms/engineer/records?pageSize=100');
  const who = people.findIndex((one: { name: string }) => one.name === engineerName);
  expect(who).toBeGreaterThanOrEqual(0);
  const account = people[who].account.id;
  const engineer = await enter(browser, await loginOf(manager.page, account));

  await test.step('the clock stands still while the customer is waited for, and goes on', async () => {
    await finish(await take(engineer, number, '接单'), '接单');
    const work = await begin(engineer.page, '处理');
    await work.getByRole('button', { name: '等待客户', exact: true }).click();
    await engineer.page.getByRole('dialog').getByRole('textbox').fill('客户今天不在');
    await engineer.page
      .getByRole('dialog')
      .getByRole('button', { name: /等待客户|确定|提交/ })
      .click();
    const state = async () => {
      const clocks = (
        await (await manager.page.request.get(`${api}/forms/work_order/records/${id}/deadlines`)).json()
      ).data as { target: string; state: string }[];
      return clocks.find(({ target }) => target === 'resolution')?.state;
    };
    await expect.poll(state).toBe('paused');
    await manager.page.goto(`${orders}/${id}`);
    await expect(manager.page.getByText('已暂停').first()).toBeVisible();
    await finish(await begin(engineer.page, '等待客户'), '继续处理');
    await expect.poll(state).toBe('running');
  });

  await test.step('the work is done, accepted, reviewed and closed', async () => {
    await engineer.page.reload();
    const work = await begin(engineer.page, '处理');
    await work.getByLabel('故障诊断').fill('室外机风扇轴承磨损');
    await choose(work, 'cause', '安装不当');
    await work.getByLabel('处理方案').fill('更换风扇电机');
    await work.getByRole('tab', { name: '备件与费用' }).click();
    await work.getByLabel('工时（小时）').fill('1.5');
    await finish(work, '完工');
    const acceptance = await begin(engineer.page, '客户验收');
    await acceptance.getByLabel('客户验收人').fill('王经理');
    await acceptance.locator('[data-field=signature]').getByRole('button', { name: /签名$/ }).click();
    await sign(engineer.page);
    await engineer.page.getByRole('button', { name: '完成', exact: true }).click();
    await finish(acceptance, '验收通过');
    await finish(await take(manager, number, '经理审核'), '审核通过');
    const panel = await take(caller, number, '回访');
    await choose(panel, 'followup_result', '满意');
    await finish(panel, '回访完成');
    await expect(caller.page.locator('main').getByText('已关闭').first()).toBeVisible();
  });

  await test.step('the survey is there and the boards count the order', async () => {
    const own = encodeURIComponent(JSON.stringify({ '==': [{ var: 'work_order' }, id] }));
    await expect
      .poll(async () => (await rows(manager.page, `forms/survey/records?filter=${own}`)).length)
      .toBe(1);
    await onceSla(manager.page, number, 'met');
    await manager.page.goto('/apps/after_sales/pages/sla_board');
    await expect(manager.page.getByRole('region', { name: '解决达成率' })).toContainText('%');
  });
  for (const { complaints } of [agent, dispatcher, engineer, manager, caller]) expect(complaints).toEqual([]);
});

/** The login of a demo user by his account's id. */
async function loginOf(page: Page, account: string): Promise<string> {
  for (let n = 1; n <= 12; n++) {
    const login = `engineer${n}`;
    const context = await page
      .context()
      .browser()
      ?.newContext({ baseURL: new URL(page.url()).origin });
    if (!context) break;
    const password = process.env.FIELDWORK_BROWSER_DEMO_PASSWORD ?? '';
    await context.request.post('/api/v1/session', { data: { login, password } });
    const { data } = await (await context.request.get('/api/v1/session')).json();
    await context.close();
    if (data?.user?.id === account) return login;
  }
  throw new Error('No demo engineer has this account');
}
