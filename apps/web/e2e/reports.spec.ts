import { expect, test } from '@playwright/test';
import { signIn, watchConsole } from './sign-in.js';

test('a bar goes one level down and back, and narrows the other charts until it is cleared', async ({
  page,
}) => {
  const complaints = watchConsole(page);
  await signIn(page);
  await page.goto('/apps/after_sales/pages/service_board');
  const card = page.getByRole('region', { name: '各区域工单数量' });
  await card.locator('svg path[fill^="#"]').first().click();
  await page.getByRole('menuitem', { name: '下钻' }).click();
  const levels = card.getByRole('navigation', { name: '层级' });
  await expect(levels).toBeVisible();
  await levels.getByRole('button', { name: '全部' }).click();
  await expect(levels).toHaveCount(0);
  // Not one of this month: early on the first there are none of all regions. Others file orders meanwhile.
  const open = page.getByRole('region', { name: '未关闭工单' }).locator('strong');
  await expect(open).toHaveText(/\d/);
  const shown = async () => Number.parseInt(await open.innerText(), 10);
  const whole = await shown();
  await card.locator('svg path[fill^="#"]').first().click();
  await page.getByRole('menuitem', { name: '筛选其他图表' }).click();
  await expect(page.getByText('图表筛选')).toBeVisible();
  await expect.poll(shown).toBeLessThan(whole);
  const narrowed = await shown();
  await page.getByRole('button', { name: '清除' }).click();
  await expect(page.getByText('图表筛选')).toBeHidden();
  await expect.poll(shown).toBeGreaterThan(narrowed);
  expect(complaints).toEqual([]);
});

test('a province of the map opens on its cities, a figure tells its definition', async ({ page }) => {
  const complaints = watchConsole(page);
  await signIn(page);
  await page.goto('/apps/after_sales/pages/service_board');
  const map = page.getByRole('region', { name: '各区域服务量分布图' });
  await map.getByRole('button', { name: /^四川 \d/ }).press('Enter');
  await expect(map.getByRole('navigation', { name: '地图层级' })).toContainText('四川');
  await expect(map.getByRole('button', { name: /^成都市 \d/ })).toBeVisible();
  const card = page.getByRole('region', { name: '首次修复率' });
  await card.getByRole('button', { name: '口径' }).click();
  await expect(page.getByText('一次修复且未返工的工单 ÷ 已关闭的工单')).toBeVisible();
  await page.evaluate("localStorage.setItem('fieldwork.locale', 'en')");
  await page.reload();
  const english = page.getByRole('region', { name: 'Where the orders are' });
  await expect(english.getByRole('button', { name: /^Sichuan \d/ })).toBeVisible();
  await expect(english.locator('svg text', { hasText: 'Sichuan' })).toBeVisible();
  expect(complaints).toEqual([]);
});

test('a board is saved as picture and PDF, a report and a list as Excel', async ({ page }) => {
  await signIn(page);
  await page.goto('/apps/after_sales/pages/satisfaction_board');
  await expect(page.getByRole('region', { name: '客户满意度仪表盘' }).getByText('%')).toBeVisible();
  for (const [item, ending] of [
    ['保存为图片', 'png'],
    ['保存为 PDF', 'pdf'],
  ] as const) {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: /^(download )?导\s?出$/ }).click();
    await page.getByRole('menuitem', { name: item }).click();
    if (process.env.FIELDWORK_PICTURES)
      await (await download).saveAs(`${process.env.FIELDWORK_PICTURES}/board.${ending}`);
    expect((await download).suggestedFilename()).toBe(`满意度看板.${ending}`);
  }
  const report = page.waitForEvent('download');
  await page.getByRole('button', { name: '各区域满意度: 导出' }).click();
  await page.getByRole('menuitem', { name: '导出 Excel' }).click();
  expect((await report).suggestedFilename()).toBe('各区域满意度.xlsx');
  await page.goto('/apps/after_sales/forms/customer');
  await page.getByRole('button', { name: '更多' }).click();
  await page.getByRole('menuitem', { name: '导出' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '导出' }).click();
  await expect(page.getByRole('link', { name: '下载文件' })).toBeVisible({ timeout: 20_000 });
});

test('boards take turns on a wall, each until all of it was seen though nobody scrolls', async ({ page }) => {
  await signIn(page);
  await page.goto('/wall/after_sales?pages=engineers_board,satisfaction_board&seconds=10');
  await expect(page.getByRole('heading', { level: 1, name: '工程师看板' })).toBeVisible();
  const lowest = page.getByRole('region', { name: '响应时长：平均与中位数' });
  await expect(lowest).not.toBeInViewport();
  await expect(lowest).toBeInViewport({ ratio: 0.95, timeout: 60_000 });
  await expect(page.getByRole('heading', { level: 1, name: '满意度看板' })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('region', { name: '客户满意度仪表盘' })).toBeInViewport({ ratio: 0.95 });
  await page.getByRole('button', { name: '退出' }).click();
  await expect(page).toHaveURL(/pages\/satisfaction_board/);
});
