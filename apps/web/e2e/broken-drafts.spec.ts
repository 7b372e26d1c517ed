import { type Document, kinds } from '@fieldwork/metadata';
import { expect, type Page, test } from '@playwright/test';
import fc from 'fast-check';
import { signIn } from './sign-in.js';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
const seed = Number(process.env.FIELDWORK_SEED ?? Date.now() % 1_000_000);
const perKind = 2;

/** A place inside a document: one of its parts, found by taking turns down from the root. */
function breakAt(document: Json, turns: readonly number[], put: Json | undefined): Json {
  const copy = structuredClone(document);
  let parent = copy as Record<string, Json>;
  for (const [depth, turn] of turns.entries()) {
    const keys = Object.keys(parent).filter((key) => depth > 0 || !['kind', 'id'].includes(key));
    const key = keys[turn % keys.length];
    if (key === undefined) break;
    const next = parent[key];
    const isLast = depth === turns.length - 1 || typeof next !== 'object' || next === null;
    if (!isLast) {
      parent = next as Record<string, Json>;
      continue;
    }
    if (put === undefined) delete parent[key];
    else parent[key] = put;
    break;
  }
  return copy;
}

const wrong = fc.constantFrom<Json | undefined>(undefined, null, 7, 'x', [], {}, [null], { en: 5 }, true);
const places = fc.array(fc.nat(40), { minLength: 1, maxLength: 5 });
const breaks = fc.array(fc.tuple(places, wrong), { minLength: 1, maxLength: 3 });

async function put(page: Page, app: string, document: Json): Promise<number> {
  const { kind, id } = document as { kind: keyof typeof kinds; id: string };
  const address = `/api/v1/apps/${app}/${kinds[kind].folder}/${id}`;
  return page.evaluate(
    async ([url, body]) => {
      const headers = { 'content-type': 'application/json' };
      return (await fetch(url as string, { method: 'PUT', headers, body: body as string })).status;
    },
    [address, JSON.stringify({ document })],
  );
}

test('a broken draft of any kind opens with its problems, and the way to mend or discard it', async ({
  page,
}) => {
  test.slow();
  const uncaught: string[] = [];
  await signIn(page);
  const app = `broken_${Date.now().toString(36)}`;
  const exported = await page.evaluate(async (id) => {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ id, label: 'Broken drafts' });
    await fetch('/api/v1/apps', { method: 'POST', headers, body });
    return (await fetch('/api/v1/apps/after_sales/export')).json();
  }, app);
  const documents = (exported as { documents: Document[] }).documents;
  page.on('pageerror', (error) => uncaught.push(error.message));
  for (const kind of Object.keys(kinds) as (keyof typeof kinds)[]) {
    const own = documents.filter((document) => document.kind === kind);
    const samples = fc.sample(fc.tuple(fc.constantFrom(...own), breaks), { seed, numRuns: perKind });
    for (const [document, mistakes] of samples) {
      const id = kind === 'app' ? app : document.id;
      const whole = { ...document, id } as unknown as Json;
      const draft = mistakes.reduce((before, [turns, value]) => breakAt(before, turns, value), whole);
      expect(await put(page, app, draft)).toBe(200);
      await page.goto(`/apps/${app}/design/${kinds[kind].folder}/${id}`);
      const what = `seed ${seed}: ${kind} ${JSON.stringify(draft).slice(0, 400)}`;
      const designer = page.getByRole('button', { name: '发布', exact: true });
      const mending = page.getByRole('button', { name: '保存并打开' });
      await expect(designer.or(mending).first(), what).toBeVisible();
      await expect(page.getByText('这里出了问题'), what).toHaveCount(0);
    }
  }
  await page.goto(`/apps/${app}/design`);
  await expect(page.getByRole('heading', { name: '表单', exact: true })).toBeVisible();
  expect(uncaught, `seed ${seed}`).toEqual([]);

  // One that no designer can show is discarded, and is gone, since it was never published.
  expect(await put(page, app, { kind: 'page', schema: 1, id: 'nothing', type: 'no_such_type' })).toBe(200);
  await page.goto(`/apps/${app}/design/pages/nothing`);
  await expect(page.getByText('这份草稿不完整，无法在设计器中显示')).toBeVisible();
  await expect(
    page
      .getByRole('list', { name: /个问题/ })
      .getByRole('listitem')
      .first(),
  ).toBeVisible();
  await page.getByRole('button', { name: '放弃草稿' }).click();
  await page.getByRole('button', { name: /确\s?定/ }).click();
  await expect(page).toHaveURL(`/apps/${app}/design`);
  await expect(page.getByRole('link', { name: 'nothing' })).toHaveCount(0);
});
