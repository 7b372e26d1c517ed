import { expect, type Page, test } from '@playwright/test';
import { hindrancesOf } from './axe.js';
import { signIn } from './sign-in.js';

const app = '/apps/after_sales';
const pages = ['dispatch_board', 'intake', 'service_board', 'sla_board', 'engineers_board', 'quality_board'];

async function hindrances(page: Page): Promise<string[]> {
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible();
  await expect(page.locator('.ant-skeleton, .ant-spin-spinning')).toHaveCount(0, { timeout: 20_000 });
  // What fades in has the contrast it will have only at the end.
  await page.waitForTimeout(600);
  return hindrancesOf(page);
}

async function records(page: Page, form: string): Promise<string> {
  const answer = await page.request.get(`/api/v1${app}/forms/${form}/records?pageSize=1`);
  return (await answer.json()).data[0].id;
}

for (const colorScheme of ['light', 'dark'] as const)
  test(`axe finds nothing serious on the pages of the service desk, ${colorScheme}`, async ({ page }) => {
    test.setTimeout(240_000);
    await page.emulateMedia({ colorScheme });
    await signIn(page);
    const addresses = [
      '/',
      '/inbox',
      '/settings',
      ...pages.map((id) => `${app}/pages/${id}`),
      `${app}/pages/customer_360/${await records(page, 'customer')}`,
      `${app}/pages/device_360/${await records(page, 'device')}`,
      `${app}/forms/work_order`,
      `${app}/forms/work_order/${await records(page, 'work_order')}`,
      `${app}/forms/work_order/new`,
      `${app}/forms/knowledge_article/${await records(page, 'knowledge_article')}`,
      `${app}/forms/service_contract/${await records(page, 'service_contract')}`,
    ];
    const found: Record<string, string[]> = {};
    for (const address of addresses) {
      await page.goto(address);
      const here = await hindrances(page);
      if (here.length > 0) found[address] = here;
    }
    expect(found).toEqual({});
  });
