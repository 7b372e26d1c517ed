import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** What hinders people with a screen reader, a keyboard or weak eyes, as axe finds it: serious and critical. */
export async function hindrancesOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    // antd measures its columns in a hidden copy of the heading.
    .exclude('.ant-table-measure-row')
    .analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.slice(0, 3).map(({ target, any }) => `${id} ${target.join(' ')} ${any[0]?.message ?? ''}`),
    );
}
