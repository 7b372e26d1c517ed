import { expect, type Locator, type Page } from '@playwright/test';

/** A new app of its own for a test, made as people make one. */
export async function newApp(page: Page, name: string, label: string): Promise<string> {
  const id = `${name}_${Date.now().toString(36)}`;
  const isMade = await page.evaluate(async (body) => {
    const headers = { 'content-type': 'application/json' };
    return (await fetch('/api/v1/apps', { method: 'POST', headers, body })).ok;
  }, JSON.stringify({ id, label }));
  expect(isMade).toBe(true);
  await page.goto(`/apps/${id}/design`);
  return id;
}

/** Writes drafts through the API and publishes those that are named in `published`. */
export async function putDocuments(
  page: Page,
  app: string,
  documents: readonly { folder: string; document: { id: string } }[],
  published: readonly string[],
): Promise<void> {
  for (const { folder, document } of documents) {
    const address = `/api/v1/apps/${app}/${folder}/${document.id}`;
    const isSaved = await sent(page, 'PUT', address, { document });
    expect(isSaved, document.id).toBe(true);
    if (!published.includes(document.id)) continue;
    expect(await sent(page, 'POST', `${address}/publish`, {}), document.id).toBe(true);
  }
}

async function sent(page: Page, method: string, address: string, body: object): Promise<boolean> {
  return page.evaluate(
    async ([how, where, text]) => {
      const headers = { 'content-type': 'application/json' };
      return (await fetch(where, { method: how, headers, body: text })).ok;
    },
    [method, address, JSON.stringify(body)] as const,
  );
}

/** Picks an entry of an open list by its words. */
export async function choose(page: Page, select: Locator, words: string): Promise<void> {
  await select.click();
  await page
    .locator('.ant-select-dropdown:visible .ant-select-item-option')
    .filter({ hasText: words })
    .first()
    .click();
}
