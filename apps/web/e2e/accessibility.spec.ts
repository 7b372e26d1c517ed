import { expect, type Page, test } from '@playwright/test';
import { hindrancesOf, standsIn } from './axe.js';
import { signIn } from './sign-in.js';

const app = '/apps/after_sales';
const portal = '/c/after_sales/order_portal';

async function hindrances(page: Page): Promise<string[]> {
  await expect(page.getByRole('heading').first()).toBeVisible();
  await standsIn(page, 'light');
  const found = await hindrancesOf(page);
  // The same page in the dark: only its colours are others.
  await standsIn(page, 'dark');
  const dark = await hindrancesOf(page, ['color-contrast']);
  await page.emulateMedia({ colorScheme: 'light' });
  return [...found, ...dark.map((one) => `dark: ${one}`)];
}

/** What hinders on each of the pages; a page that leads elsewhere would be looked at in vain. */
async function foundOn(page: Page, addresses: readonly string[]): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const address of addresses) {
    await page.goto(address);
    const here = await hindrances(page);
    const { pathname } = new URL(page.url());
    if (pathname !== new URL(address, page.url()).pathname) here.push(`leads to ${pathname}`);
    if (here.length > 0) found[address] = here;
  }
  return found;
}

async function idOf(page: Page, form: string): Promise<string> {
  const answer = await page.request.get(`/api/v1${app}/forms/${form}/records?pageSize=1`);
  return (await answer.json()).data[0].id;
}

/** The address of the form that strangers fill in for a device. */
async function publicForm(page: Page): Promise<string> {
  const links = await page.request.get(
    `/api/v1${app}/forms/device/records/${await idOf(page, 'device')}/public-links`,
  );
  const { data } = (await links.json()) as { data: { channel: string; path: string }[] };
  return data.find(({ channel }) => channel === 'repair_form')?.path ?? '';
}

const boards = ['service_board', 'sla_board', 'engineers_board', 'quality_board', 'satisfaction_board'];

const places: Record<string, (page: Page) => Promise<string[]>> = {
  'pages of the service desk': async (page) => [
    '/',
    '/inbox',
    ...boards.map((id) => `${app}/pages/${id}`),
    `${app}/pages/dispatch_board`,
    `${app}/pages/intake`,
    `${app}/pages/customer_360?record=${await idOf(page, 'customer')}`,
    `${app}/pages/device_360?record=${await idOf(page, 'device')}`,
    `${app}/forms/work_order`,
    `${app}/forms/work_order/${await idOf(page, 'work_order')}`,
    `${app}/forms/work_order/new`,
    `${app}/forms/service_contract/${await idOf(page, 'service_contract')}`,
  ],
  'pages of stock and knowledge': async (page) => [
    `${app}/pages/stock_board`,
    `${app}/forms/stock_balance?view=all`,
    `${app}/forms/stock_movement?view=all`,
    `${app}/forms/part_request?view=open`,
    `${app}/forms/knowledge_article?view=published`,
    `${app}/forms/knowledge_article/${await idOf(page, 'knowledge_article')}`,
    `${app}/pages/article_page?record=${await idOf(page, 'knowledge_article')}`,
  ],
  'pages of administrators and builders': async () => [
    '/settings',
    '/settings/devices',
    '/settings/messengers',
    `${app}/connections`,
    `${app}/members`,
    `${app}/design`,
    `${app}/design/app/after_sales`,
    `${app}/design/routings/visits_of_day`,
    `${app}/design/ledgers/stock`,
    `${app}/design/pages/engineer_day`,
    `${app}/design/pages/order_portal`,
    `${app}/design/pages/help`,
    `${app}/design/connectors/erp_stock`,
    `${app}/design/channels/repair_form`,
  ],
  'pages for customers': async (page) => [portal, '/l/after_sales/help', await publicForm(page)],
};

for (const [place, addressesOf] of Object.entries(places))
  test(`axe finds nothing serious on the ${place}, light and dark`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'light' });
    await signIn(page);
    const addresses = await addressesOf(page);
    // A busy machine takes ten seconds and more for one of them.
    test.setTimeout(60_000 + addresses.length * 25_000);
    expect(await foundOn(page, addresses)).toEqual({});
  });
