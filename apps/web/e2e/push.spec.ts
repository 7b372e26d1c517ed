import { expect, test } from '@playwright/test';
import { enter } from './people.js';
import { signIn } from './sign-in.js';

test('a member has notices pushed into the browser, and stops them again', async ({ browser }) => {
  const admin = await (await browser.newContext()).newPage();
  await signIn(admin);
  const made = await admin.request.post('/api/v1/messengers', {
    data: {
      type: 'web_push',
      name: '手机与电脑推送',
      settings: { contact: 'ops@example.com' },
      forNotices: true,
    },
  });
  expect(made.status()).toBe(201);
  const { page, complaints } = await enter(browser, 'manager1');
  await page.context().grantPermissions(['notifications']);
  // The push service of the browser's maker is out of reach here: the browser answers as if it had been asked.
  await page.addInitScript(`
    const keys = { p256dh: 'B' + 'A'.repeat(86), auth: 'A'.repeat(22) };
    const asked = { toJSON: () => ({ endpoint: 'https://fcm.googleapis.com/one', keys }) };
    PushManager.prototype.subscribe = async () => asked;
  `);
  await page.goto('/settings/profile');
  const toggle = page.getByRole('switch', { name: '手机与电脑推送' });
  await toggle.click();
  await expect(toggle).toBeChecked();
  const { data } = await (await page.request.get('/api/v1/push-devices')).json();
  // Headless Chromium shows no notices; that its worker is there is all that can be seen here.
  const isThere = await page.evaluate(
    `navigator.serviceWorker.getRegistration('/push/').then((found) => found.scope.endsWith('/push/'))`,
  );
  expect(isThere).toBe(true);
  expect(data.devices).toMatchObject([{ isThis: true, name: expect.stringContaining('Chrome') }]);

  await toggle.click();
  await expect(toggle).not.toBeChecked();
  expect((await (await page.request.get('/api/v1/push-devices')).json()).data.devices).toEqual([]);
  expect(complaints).toEqual([]);
  await admin.request.delete(`/api/v1/messengers/${(await made.json()).data.id}`);
});
