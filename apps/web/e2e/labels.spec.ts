import { expect, type Page, test } from '@playwright/test';
import {
  BinaryBitmap,
  DecodeHintType,
  HybridBinarizer,
  QRCodeReader,
  RGBLuminanceSource,
} from '@zxing/library';
import { enter } from './people.js';

const drawnExactly = new Map([[DecodeHintType.PURE_BARCODE, true]]);

const side = 360;
/** Runs in the page: the codes of the preview as grey pixels. */
const drawCodes = `(async () => {
  const drawn = [];
  for (const image of document.querySelectorAll('[role=dialog] [data-size] img')) {
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: ${side}, height: ${side} });
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0, ${side}, ${side});
    const { data } = context.getImageData(0, 0, ${side}, ${side});
    drawn.push(Array.from({ length: ${side * side} }, (_, at) => data[at * 4]));
  }
  return drawn;
})()`;

/** What a scanner reads from the codes of the preview. */
async function codesOf(page: Page): Promise<string[]> {
  const pictures = await page.evaluate<number[][]>(drawCodes);
  return pictures.map((grey) => {
    const source = new RGBLuminanceSource(Uint8ClampedArray.from(grey), side, side);
    const bitmap = new BinaryBitmap(new HybridBinarizer(source));
    return new QRCodeReader().decode(bitmap, drawnExactly).getText();
  });
}

const pagesOf = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;

test('labels of selected records are printed, their codes lead back to the records', async ({ browser }) => {
  const { page, complaints } = await enter(browser, 'manager1');
  await page.goto('/apps/after_sales/forms/device');
  const rows = page.locator('tbody tr[data-row-key]');
  const keys: (string | null)[] = [];
  for (const at of [0, 1, 2]) {
    await rows.nth(at).getByRole('checkbox').check();
    keys.push(await rows.nth(at).getAttribute('data-row-key'));
  }
  await page.getByRole('button', { name: '打印标签' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: '打印 3 张' })).toBeEnabled();
  const devices = `${new URL(page.url()).origin}/apps/after_sales/forms/device`;
  expect(await codesOf(page)).toEqual(keys.map((id) => `${devices}/${id}`));
  expect(pagesOf(await page.pdf({ preferCSSPageSize: true }))).toBe(1);

  const pick = async (setting: string, option: RegExp) => {
    await dialog.getByRole('combobox', { name: setting }).click();
    await page
      .locator('.ant-select-dropdown:visible .ant-select-item-option')
      .filter({ hasText: option })
      .click();
  };
  await pick('标签尺寸', /50 × 30/);
  const serials: string[] = [];
  for (const id of keys) {
    const answer = await page.request.get(`/api/v1/apps/after_sales/forms/device/records/${id}`);
    serials.push((await answer.json()).data.serial);
  }
  await pick('二维码内容', /字段：序列号/);
  await expect.poll(() => codesOf(page)).toEqual(serials);
  expect(pagesOf(await page.pdf({ preferCSSPageSize: true }))).toBe(3);

  await pick('二维码内容', /公开链接/);
  await expect.poll(async () => (await codesOf(page))[0] ?? '').toMatch(/\/p\//);
  expect(new Set(await codesOf(page)).size).toBe(3);
  expect(complaints).toEqual([]);
});

test('who may not delete selects records for labels too, and is offered nothing else', async ({
  browser,
}) => {
  const { page, complaints } = await enter(browser, 'viewer1');
  await page.goto('/apps/after_sales/forms/device');
  await page.locator('tbody tr[data-row-key]').first().getByRole('checkbox').check();
  await expect(page.getByRole('button', { name: '打印标签' })).toBeVisible();
  await expect(page.getByRole('button', { name: '删除' })).toHaveCount(0);
  expect(complaints).toEqual([]);
});
