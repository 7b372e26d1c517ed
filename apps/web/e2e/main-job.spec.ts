import { expect, type Page, test } from '@playwright/test';
import { begin, choose, enter, finish, type Person, take } from './people.js';
import { sign } from './phone.js';

const app = '/api/v1/apps/after_sales';
const orders = '/apps/after_sales/forms/work_order';
const subject = '大堂空调开机后不制冷';

/** What the reports count of this one order, whatever other tests file meanwhile. */
async function counts(page: Page, order: string) {
  const data = { filter: { '==': [{ var: 'number' }, order] } };
  const ask = async (path: string) => (await page.request.post(`${app}/${path}`, { data })).json();
  const month = (await ask('reports/orders_this_month/data')).data.rows[0][0];
  const byRegion = (await ask('reports/orders_by_region/data')).data.rows as [
    { id: string } | string,
    string,
  ][];
  const north = byRegion.find((row) => JSON.stringify(row[0]).includes('north'))?.[1];
  return { month: Number(month), north: Number(north), regions: byRegion.length };
}

test.use({ actionTimeout: 30_000 });
// Half a minute on an idle machine; a busy one may take its time.
test.setTimeout(240_000);

test('a work order goes from intake to closing through five people, and the dashboard counts it', async ({
  browser,
}, info) => {
  let number = 0;
  const picture = async (page: Page, name: string) => {
    number++;
    await page.screenshot({ path: info.outputPath(`${String(number).padStart(2, '0')}-${name}.png`) });
  };
  const [agent, dispatcher, engineer, manager, caller] = (await Promise.all(
    ['agent1', 'dispatcher1', 'engineer1', 'manager1', 'agent2'].map((login) => enter(browser, login)),
  )) as [Person, Person, Person, Person, Person];

  const { page } = agent;
  await page.goto(`${orders}/new`);
  await page.getByLabel('问题摘要').fill(subject);
  const form = page.locator('form');
  await expect(page.locator('[data-field=return_reason]')).toHaveCount(0);
  await choose(form, 'type', '退换货');
  await expect(page.locator('[data-field=return_reason]')).toBeVisible();
  await picture(page, 'form-return');
  await choose(form, 'type', '报修');
  await expect(page.locator('[data-field=return_reason]')).toHaveCount(0);
  await choose(form, 'customer', '北京朗悦酒店');
  await choose(form, 'device', 'HK748268');
  await choose(form, 'fault_category', '制冷制热');
  await choose(form, 'severity', '严重');
  await page.getByLabel('问题描述').fill('设定 18 度，室温一直 29 度，前台多次投诉。');
  await picture(page, 'form-filled');
  await page.getByRole('button', { name: '创建', exact: true }).click();
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toHaveText(/^WO-\d{8}-\d{4}$/);
  const order = await heading.innerText();
  const id = page.url().split('/').at(-1) ?? '';

  await test.step('受理', async () => {
    const panel = await take(agent, order, '受理');
    await expect(page.getByRole('list', { name: '工单处理' })).toContainText(
      /定级.*派工.*接单.*处理.*客户验收/,
    );
    await picture(page, 'intake');
    await finish(panel, '受理');
  });
  await test.step('定级、派工', async () => {
    await finish(await take(dispatcher, order, '定级'), '完成定级');
    const panel = await begin(dispatcher.page, '派工');
    await choose(panel, 'engineer', '王建军');
    await picture(dispatcher.page, 'dispatch');
    await finish(panel, '派工');
  });
  await test.step('接单、处理、验收', async () => {
    await engineer.page.goto('/inbox');
    await expect(engineer.page.getByRole('link', { name: `接单 · ${order}` })).toBeVisible();
    await picture(engineer.page, 'inbox');
    await finish(await take(engineer, order, '接单'), '接单');
    const work = await begin(engineer.page, '处理');
    await work.getByRole('button', { name: '完工', exact: true }).click();
    await expect(work.getByRole('alert').first()).toContainText('故障诊断');
    await work.getByLabel('故障诊断').fill('系统缺氟，室外机喇叭口渗漏');
    await choose(work, 'cause', '安装不当');
    await work.getByLabel('处理方案').fill('重新扩口，保压后补充制冷剂');
    await picture(engineer.page, 'report');
    await work.getByRole('tab', { name: '备件与费用' }).click();
    await work.getByLabel('工时（小时）').fill('2.5');
    await picture(engineer.page, 'costs');
    await finish(work, '完工');
    const acceptance = await begin(engineer.page, '客户验收');
    await acceptance.getByLabel('客户验收人').fill('陈经理');
    await acceptance.locator('[data-field=signature]').getByRole('button', { name: /签名$/ }).click();
    await sign(engineer.page);
    await engineer.page.getByRole('button', { name: '完成', exact: true }).click();
    await finish(acceptance, '验收通过');
  });
  await test.step('审核', async () => {
    const panel = await take(manager, order, '经理审核');
    await picture(manager.page, 'review');
    await finish(panel, '审核通过');
  });
  await test.step('回访、关闭', async () => {
    const panel = await take(caller, order, '回访');
    await choose(panel, 'followup_result', '满意');
    await finish(panel, '回访完成');
    await expect(caller.page.locator('main').getByText('已关闭').first()).toBeVisible();
    await expect(caller.page.getByText('结束了流程“工单处理”')).toBeVisible();
    for (const done of [
      '受理：受理',
      '定级：完成定级',
      '派工：派工',
      '接单：接单',
      '处理：完工',
      '客户验收：验收通过',
      '经理审核：审核通过',
      '回访：回访完成',
    ])
      await expect(caller.page.getByText(done).first()).toBeVisible();
    for (const name of ['周雨桐', '陈立新', '王建军', '林国栋', '许佳宁'])
      await expect(caller.page.getByRole('listitem').filter({ hasText: name }).first()).toBeVisible();
    await picture(caller.page, 'closed');
  });

  await test.step('the survey is there', async () => {
    const filter = encodeURIComponent(JSON.stringify({ '==': [{ var: 'work_order' }, id] }));
    const surveys = async () =>
      (await (await manager.page.request.get(`${app}/forms/survey/records?filter=${filter}`)).json()).data
        .length;
    await expect.poll(surveys).toBe(1);
    await caller.page.goto(`/apps/after_sales/forms/survey?filter=${filter}`);
    await expect(caller.page.locator('tbody').getByText(order)).toBeVisible();
    await picture(caller.page, 'survey');
  });
  await test.step('the dashboard counts it and opens the rows behind a bar', async () => {
    expect(await counts(manager.page, order)).toEqual({ month: 1, north: 1, regions: 1 });
    const board = manager.page;
    // Others file orders meanwhile: the figure on the board is the one of the moment it was drawn.
    const total = async () => {
      const answer = await board.request.post(`${app}/reports/orders_this_month/data`, { data: {} });
      return Number((await answer.json()).data.rows[0][0]);
    };
    await expect(async () => {
      const least = await total();
      await board.goto('/apps/after_sales/pages/service_board');
      const figure = board.getByRole('region', { name: '本月新增工单' });
      await expect(figure).toContainText(/\d/);
      const shown = (await figure.innerText())
        .match(/\d[\d,]*/g)
        ?.map((one) => Number(one.replace(/,/g, '')));
      const most = await total();
      expect(shown?.some((one) => one >= least && one <= most)).toBe(true);
    }).toPass({ timeout: 30_000 });
    const bars = board.getByRole('region', { name: '各区域工单数量' }).locator('svg path[fill^="#"]');
    await expect(bars.first()).toBeVisible();
    await picture(board, 'dashboard');
    await bars.first().click();
    await board.getByRole('menuitem', { name: '查看明细' }).click();
    const drawer = board.getByRole('dialog');
    await expect(drawer).toContainText('各区域工单数量 · ');
    await expect(drawer.locator('tr.ant-table-row').first()).toBeVisible();
    await picture(board, 'drill');
  });
  for (const { complaints } of [agent, dispatcher, engineer, manager, caller]) expect(complaints).toEqual([]);
});
