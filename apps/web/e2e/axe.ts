import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

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
