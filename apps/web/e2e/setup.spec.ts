import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { startTestServer } from '../../../scripts/testing/server.mjs';
import { watchConsole } from './sign-in.js';

test('the set-up link asks for a password once and installs the after-sales app', async ({ page }) => {
  test.setTimeout(240_000);
  const server = await startTestServer({ env: { FIELDWORK_ADMIN_PASSWORD: '', FIELDWORK_DEMO: '' } });
  try {
    const complaints = watchConsole(page);
    const path = /\/setup\?token=\S+/.exec(readFileSync(server.log, 'utf8'))?.[0] ?? '';
    expect(path).not.toBe('');
    await page.goto(server.url + path);
    await expect(page.getByRole('heading', { name: '欢迎使用 Fieldwork' })).toBeVisible();
    const begin = page.getByRole('button', { name: '开始使用' });
    await expect(begin).toBeDisabled();
    await page.getByLabel('密码', { exact: true }).fill('correct-horse-battery');
    await expect(page.getByText('很好')).toBeVisible();
    await begin.click();
    // How the people of the demo sign in is said this once.
    const open = page.getByRole('button', { name: '已记下' });
    await expect(open).toBeVisible({ timeout: 180_000 });
    await expect(page.locator('li').filter({ hasText: 'agent1' }).first()).toBeVisible();
    const demo = (await page.locator('code').first().innerText()).trim();
    const answer = await page.request.post(`${server.url}/api/v1/session`, {
      data: { login: 'agent1', password: demo },
      headers: { cookie: '' },
    });
    expect(answer.status()).toBe(201);
    await open.click();
    await expect(page.getByRole('link', { name: /售后服务/ })).toBeVisible();
    await page.goto(server.url + path);
    await expect(page).toHaveURL(/\/$/);
    expect(complaints).toEqual([]);
  } finally {
    await server.stop();
  }
});
