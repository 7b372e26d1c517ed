import { expect, type Page } from '@playwright/test';

const password = process.env.FIELDWORK_BROWSER_PASSWORD ?? '';

/** Signs the administrator in through the page, as people do. */
export async function signIn(page: Page): Promise<void> {
  await page.goto('/login');
  await page.getByLabel('登录名').fill('admin');
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '登录' }).click();
  await expect(page.getByRole('heading', { name: '应用', exact: true })).toBeVisible();
}

/** Collects what the page complains about; a refusal that a test provokes is named in `expected`. */
export function watchConsole(page: Page, expected: readonly RegExp[] = []): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    const isKnown = expected.some((pattern) => pattern.test(message.text()));
    if (message.type() === 'error' && !isKnown) complaints.push(message.text());
  });
  return complaints;
}

/** The browser itself reports that nobody is signed in yet when the session is asked for. */
export const notSignedIn = /401 \(Unauthorized\)/;
