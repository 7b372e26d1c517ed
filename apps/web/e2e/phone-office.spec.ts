import { expect, type Page, test } from '@playwright/test';
import { signIn, watchConsole } from './sign-in.js';

const design = '/apps/after_sales/design';

/** What a finger cannot reach: it stands beyond the edge, and nothing around it can be pushed along. */
async function beyondEdge(page: Page): Promise<string[]> {
  return page.evaluate(`(() => {
    const isPushed = (element) => {
      for (let one = element.parentElement; one && one.tagName !== 'MAIN'; one = one.parentElement)
        if (['auto', 'scroll'].includes(getComputedStyle(one).overflowX)) return one.clientWidth <= innerWidth && one.getBoundingClientRect().right <= innerWidth + 1 && one.matches('nav, .ant-segmented, .ant-table-content, .ant-table-body');
      return false;
    };
    return [...document.querySelectorAll('button, input, a[href], h2, .ant-select')]
      .filter((one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
      .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !isPushed(one) && !one.closest('.ant-tabs-nav'))
      .map((one) => one.tagName + ' ' + (one.getAttribute('aria-label') || one.textContent || '').trim().slice(0, 40));
  })()`) as Promise<string[]>;
}

test('in the office pages nothing stands beyond the edge of a phone, in either language', async ({
  page,
}) => {
  const complaints = watchConsole(page);
  await page.emulateMedia({ colorScheme: 'light' });
  await signIn(page);
  // A list with something in it is what pushes a page apart.
  const messenger = {
    type: 'sms_gateway',
    name: '手机上看的短信',
    settings: { url: 'https://127.0.0.1:9' },
    secrets: { secret: 's' },
  };
  expect((await page.request.post('/api/v1/messengers', { data: messenger })).status()).toBe(201);
  await page.setViewportSize({ width: 390, height: 844 });
  const addresses = [
    '/settings',
    '/settings/people',
    '/settings/departments',
    '/settings/messengers',
    `${design}/app/after_sales`,
    `${design}/deadlines/order_sla`,
    `${design}/rules/declined_twice`,
  ];
  for (const locale of ['zh-CN', 'en']) {
    await page.evaluate(`localStorage.setItem('fieldwork.locale', '${locale}')`);
    for (const address of addresses) {
      await page.goto(address);
      await expect(page.locator('input, table, .ant-select').first()).toBeVisible();
      await expect(page.locator('.ant-skeleton, .ant-spin-spinning')).toHaveCount(0);
      expect.soft(await beyondEdge(page), `${address} ${locale}`).toEqual([]);
    }
  }
  await page.evaluate("localStorage.setItem('fieldwork.locale', 'zh-CN')");

  // The part one is in is seen, however far along the line it stands.
  await page.goto('/settings/messengers');
  await expect(page.getByRole('link', { name: '消息渠道' })).toBeInViewport();

  await page.goto('/');
  await page.getByRole('button', { name: '新建应用' }).click();
  await expect(page.getByText('从应用文件')).toBeVisible();
  const cut = await page.evaluate(
    "[...document.querySelectorAll('.ant-segmented-item-label')].filter((one) => one.scrollWidth > one.clientWidth).length",
  );
  expect(cut).toBe(0);
  expect(complaints).toEqual([]);
});

test('a card of a list on a phone names its numbers and says yes by its name; a short list has no line to leaf', async ({
  page,
}) => {
  await signIn(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/apps/after_sales/forms/product_model');
  const card = page.locator('main a, a').filter({ hasText: 'HK-C120' }).first();
  await expect(card).toContainText('质保期（月） 24');
  await expect(card).toContainText('在售');
  await expect(card).not.toContainText('是');
  await expect(page.locator('.ant-pagination')).toHaveCount(0);
  await page.goto('/apps/after_sales/forms/meter_reading');
  await expect(page.getByText(/共 \d+ 条/)).toBeVisible();
  // A reading goes by its device and day, never by a piece of its id.
  await expect(page.getByText(/ · \d{4}-\d\d-\d\d$/).first()).toBeVisible();
});

test('a step of a flow that asks a decision table says what it takes from it', async ({ page }) => {
  await signIn(page);
  await page.goto(`${design}/flows/order_handling`);
  await expect(page.getByText('按“优先级定级”得出 优先级').first()).toBeVisible();
  await expect(page.getByText('写入 …')).toHaveCount(0);
});
