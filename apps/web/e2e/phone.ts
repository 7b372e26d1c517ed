import { type Browser, type BrowserContext, expect, type Page } from '@playwright/test';

/** What the phone cannot reach while it has no signal. */
export const noSignal = [/ERR_INTERNET_DISCONNECTED/, /Failed to fetch/, /401 \(Unauthorized\)/];

/** A phone in a hand, where 北京朗悦酒店 is, more or less: far enough off that a reason is asked for. */
export async function phoneOf(
  browser: Browser,
  more: Parameters<Browser['newContext']>[0] = {},
): Promise<BrowserContext> {
  return browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    geolocation: { longitude: 116.46, latitude: 39.92 },
    permissions: ['geolocation'],
    ...more,
  });
}

export async function signInOnPhone(page: Page, login: string): Promise<void> {
  await page.goto('/field');
  await page.getByLabel('登录名').fill(login);
  await page.getByLabel('密码', { exact: true }).fill(process.env.FIELDWORK_BROWSER_DEMO_PASSWORD ?? '');
  await page.getByRole('button', { name: '登录' }).click();
  await expect(page.getByText('可离线使用')).toBeVisible({ timeout: 30_000 });
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
  await page.reload();
  await expect(page.getByText('可离线使用')).toBeVisible();
}

export const card = (page: Page, words: RegExp) => page.locator('article').filter({ hasText: words });

export async function sign(page: Page): Promise<void> {
  const canvas = page.locator('canvas');
  // Also waits until the sheet stands still.
  await canvas.hover();
  const box = await canvas.boundingBox();
  if (!box) throw new Error('There is nothing to sign on');
  await page.mouse.move(box.x + 40, box.y + 60);
  await page.mouse.down();
  for (let step = 1; step <= 12; step++)
    await page.mouse.move(box.x + 40 + step * 16, box.y + 60 + (step % 3) * 24);
  await page.mouse.up();
}

/** A picture unlike any other, so that nothing is saved by its being known already. `side` in pixels. */
export async function pictureOf(page: Page, side: number): Promise<Buffer> {
  const url = await page.evaluate(`(() => {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = ${side};
    const context = canvas.getContext('2d');
    const image = context.createImageData(${side}, ${side});
    for (let at = 0; at < image.data.length; at++) image.data[at] = at % 4 === 3 ? 255 : Math.random() * 256;
    context.putImageData(image, 0, 0);
    return canvas.toDataURL('image/jpeg', 0.8);
  })()`);
  return Buffer.from(String(url).split(',')[1] ?? '', 'base64');
}

export interface Kept {
  seq: number;
  queue: {
    seq: number;
    state: string;
    wish: { name: string; body?: string; values?: object };
    files: string[];
  }[];
  files: { id: string; offset: number | null; size: number; isDone: boolean }[];
}

/** What the phone holds in its own database, read apart from its pages. */
export async function keptOn(page: Page): Promise<Kept> {
  return page.evaluate(`new Promise((resolve, reject) => {
    const { user, app } = JSON.parse(localStorage.getItem('fieldwork.field'));
    const opening = indexedDB.open('fieldwork-field.' + user + '.' + app);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const database = opening.result;
      const tx = database.transaction(['meta', 'queue', 'files']);
      const all = [tx.objectStore('meta').get('seq'), tx.objectStore('queue').getAll(), tx.objectStore('files').getAll()];
      tx.oncomplete = () => {
        database.close();
        const [seq, queue, files] = all.map(({ result }) => result);
        resolve({ seq: seq ?? 0, queue, files: files.map(({ blob, ...rest }) => rest) });
      };
    };
  })`) as Promise<Kept>;
}
