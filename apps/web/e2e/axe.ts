import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/**
 * What hinders people with a screen reader, a keyboard or weak eyes, as axe finds it: serious and critical. `rules`: these
 * alone, such as what depends on the colours.
 */
export async function hindrancesOf(page: Page, rules?: string[]): Promise<string[]> {
  // antd measures its columns in a hidden copy of the heading.
  const axe = new AxeBuilder({ page }).exclude('.ant-table-measure-row');
  const { violations } = await (rules ? axe.withRules(rules) : axe).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.slice(0, 3).map(({ target, any }) => `${id} ${target.join(' ')} ${any[0]?.message ?? ''}`),
    );
}

/** All of the page has come, in these colours, and nothing fades any more: what does has its contrast only at the end. */
export async function standsIn(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await expect(page.getByRole('status', { name: /^(正在加载|Loading)/ })).toHaveCount(0);
  await expect(page.locator('.ant-skeleton, .ant-spin-spinning, .ant-btn-loading')).toHaveCount(0);
  // A page without a theme of its own follows the system at once.
  const stands = `(document.documentElement.dataset.theme ?? '${colorScheme}') === '${colorScheme}' &&
    document.getAnimations().every(({ playState }) => playState !== 'running')`;
  await expect.poll(() => page.evaluate(stands)).toBe(true);
}
