import { type Browser, expect, type Page, test } from '@playwright/test';
import { hindrancesOf, standsIn } from './axe.js';
import { assignOrders, signedIn } from './field-orders.js';
import { noSignal, phoneOf, signInOnPhone } from './phone.js';
import { watchConsole } from './sign-in.js';

const word = `页面${Date.now().toString(36)}-`;
const least = 48;
/** Where to put pictures of all pages, for whoever wants to look at them. */
const shots = process.env.FIELDWORK_FIELD_SHOTS;

test.use({ actionTimeout: 30_000 });
test.setTimeout(600_000);

/** Everything that a thumb is to press, and is smaller than it. A line within text may be lower. */
async function tooSmall(page: Page): Promise<string[]> {
  return page.evaluate(`(() => {
    const pressed = 'a[href], button, input:not([type=hidden]):not([type=file]), textarea, summary, [role=switch], [role=radio], .ant-segmented-item, .ant-select, .ant-rate-star, .ant-select-clear';
    const inside = (element, other) => other !== element && other.contains(element);
    const all = [...document.querySelectorAll(pressed)].filter((one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true }));
    return all
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 1 && box.height > 1)
      // What lies in a greater one that does the same is pressed through that.
      .filter(({ element }) => !all.some((other) => inside(element, other) && !element.matches('.ant-select-clear')))
      .filter(({ element }) => !element.closest('label, .ant-input-affix-wrapper, .ant-select, .ant-picker, .ant-input-number') ||
        element.matches('.ant-select, .ant-segmented-item, .ant-select-clear'))
      .filter(({ box }) => box.height < ${least} - 0.5 || box.width < ${least} - 0.5)
      .map(({ element, box }) => Math.round(box.width) + 'x' + Math.round(box.height) + ' ' + element.tagName + ' ' +
        (element.getAttribute('aria-label') || element.textContent || element.className).trim().slice(0, 40));
  })()`) as Promise<string[]>;
}

async function addressesOf(page: Page, browser: Browser, id: string): Promise<Record<string, string>> {
  const manager = await signedIn(browser, 'manager1');
  const first = async (form: string, filter: object = {}) => {
    const query = new URLSearchParams({ pageSize: '1', filter: JSON.stringify(filter) });
    const answer = await manager.get(`/api/v1/apps/after_sales/forms/${form}/records?${query}`);
    return (await answer.json()).data[0]?.id as string | undefined;
  };
  await page.goto('/field/parts');
  const stock = await page.locator('main a[href*="/records/stock_balance/"]').first().getAttribute('href');
  const device = await first('device', { '==': [{ var: 'customer.name' }, '北京朗悦酒店'] });
  const steps = [
    'accept',
    'depart',
    'check_in',
    'knowledge',
    'checklist',
    'photos',
    'parts',
    'report',
    'acceptance',
  ];
  return {
    today: '/field',
    orders: '/field/orders',
    order: `/field/work/${id}`,
    ...Object.fromEntries(steps.map((step) => [`step-${step}`, `/field/work/${id}/${step}`])),
    comments: `/field/records/work_order/${id}/comments`,
    record: `/field/records/work_order/${id}`,
    device: `/field/records/device/${device}`,
    scan: '/field/scan',
    parts: '/field/parts',
    requests: '/field/parts?list=1',
    'old-parts': '/field/parts?list=2',
    stock: stock ?? '/field/parts',
    'begin-request': `/field/begin/request_for_order/${id}`,
    'begin-old-part': `/field/begin/old_part_of_order/${id}`,
    'begin-van': '/field/begin/request_for_van',
    'begin-back': `/field/begin/part_back/${stock?.split('/').at(-1)}`,
    me: '/field/me',
    queue: '/field/queue',
    'not-there': '/field/work/nothing',
  };
}

test('axe finds nothing serious on the pages of the phone, and everything is as large as a thumb', async ({
  browser,
}) => {
  const [id = ''] = await assignOrders(browser, '李思源', 1, word);
  const context = await phoneOf(browser);
  const page = await context.newPage();
  const complaints = watchConsole(page, noSignal);
  await signInOnPhone(page, 'engineer2');
  await page.goto(`/field/work/${id}`);
  await page.getByRole('button', { name: '接单' }).tap();
  await expect(page.getByRole('button', { name: '出发' })).toBeVisible();
  // What is begun on work in progress is open only now.
  const addresses = await addressesOf(page, browser, id);
  // Words differ in length, grounds in contrast.
  for (const language of ['zh-CN', 'en'] as const) {
    await page.evaluate(`localStorage.setItem('fieldwork.locale', '${language}')`);
    for (const [name, address] of Object.entries(addresses)) {
      await page.goto(address);
      await expect(page.locator('main').first()).toBeVisible();
      await standsIn(page, 'light');
      const here = await tooSmall(page);
      const wide = await page.evaluate('document.documentElement.scrollWidth');
      if (Number(wide) > 390) here.push(`wider than the phone: ${wide}`);
      const shoot = async (colours: string) => {
        if (shots) await page.screenshot({ path: `${shots}/${name}-${language}-${colours}.png` });
      };
      await shoot('light');
      if (language === 'zh-CN') {
        here.push(...(await hindrancesOf(page)));
        await standsIn(page, 'dark');
        here.push(...(await hindrancesOf(page, ['color-contrast'])).map((one) => `dark: ${one}`));
        await shoot('dark');
      }
      expect.soft(here, `${name} ${language}`).toEqual([]);
    }
  }
  expect(complaints).toEqual([]);
});
