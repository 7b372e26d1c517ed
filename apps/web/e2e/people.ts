import { type Browser, expect, type Locator, type Page } from '@playwright/test';
import { watchConsole } from './sign-in.js';

/** Somebody of the demo at a browser of his own. */
export interface Person {
  page: Page;
  complaints: string[];
}

export async function enter(browser: Browser, login: string): Promise<Person> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const complaints = watchConsole(page);
  await page.goto('/login');
  await page.getByLabel('登录名').fill(login);
  await page.getByLabel('密码', { exact: true }).fill(process.env.FIELDWORK_BROWSER_DEMO_PASSWORD ?? '');
  await page.getByRole('button', { name: '登录' }).click();
  await expect(page.getByRole('link', { name: /售后服务/ }).first()).toBeVisible();
  return { page, complaints };
}

export async function choose(place: Locator, field: string, words: string): Promise<void> {
  const page = place.page();
  const select = place.locator(`[data-field=${field}] .ant-select`);
  await select.click();
  const search = select.locator('input:not([readonly])');
  if (await search.isVisible()) await search.fill(words);
  await page
    .locator('.ant-select-dropdown:visible .ant-select-item-option')
    .filter({ hasText: words })
    .first()
    .click();
}

/** Opens the task from the inbox; one that was given to several is taken first. */
export async function take({ page }: Person, order: string, label: string): Promise<Locator> {
  await page.goto('/inbox');
  await page.getByRole('link', { name: `${label} · ${order}` }).click();
  return begin(page, label);
}

export async function begin(page: Page, label: string): Promise<Locator> {
  const panel = page.getByRole('region', { name: label, exact: true });
  await expect(panel).toBeVisible();
  const claim = panel.getByRole('button', { name: '领取' });
  await expect(panel.getByRole('button').first()).toBeVisible();
  if (await claim.isVisible()) await claim.click();
  return panel;
}

export async function finish(panel: Locator, action: string): Promise<void> {
  await panel.getByRole('button', { name: action, exact: true }).click();
  await expect(panel).toBeHidden();
}
