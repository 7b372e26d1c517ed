import { expect, test } from '@playwright/test';
import { enter } from './people.js';

test('somebody mentioned with @ in a comment is told of it', async ({ browser }) => {
  const manager = await enter(browser, 'manager1');
  const answer = await manager.page.request.get('/api/v1/apps/after_sales/forms/customer/records?pageSize=1');
  const [customer] = (await answer.json()).data;
  await manager.page.goto(`/apps/after_sales/forms/customer/${customer.id}`);
  const box = manager.page.getByRole('textbox', { name: /@ 提及同事/ });
  await box.click();
  const words = `请跟进 ${Date.now()}`;
  await box.pressSequentially(`${words} @`);
  const found = await manager.page.request.get(
    `/api/v1/apps/after_sales/forms/customer/records/${customer.id}/mentionable`,
  );
  const name: string = (await found.json()).data.at(-1).title;
  await box.pressSequentially(name.slice(0, 2));
  const people = manager.page.locator('.ant-mentions-dropdown li');
  await people.filter({ hasText: name }).first().click();
  await manager.page.getByRole('button', { name: /^发\s?送$/ }).click();
  await expect(manager.page.getByText(words)).toBeVisible();
  await expect(box).toHaveValue('');
  const list = await manager.page.request.get(
    `/api/v1/apps/after_sales/forms/customer/records/${customer.id}/comments`,
  );
  const [said] = (await list.json()).data.filter(({ body }: { body: string }) => body.startsWith(words));
  expect(said.mentions).toMatchObject([{ title: name }]);
  expect(manager.complaints).toEqual([]);
});
