import type { Issue } from '@fieldwork/expression';
import type { AppDocuments } from '../documents/kinds.js';
import type { Page, PageOf, PageType } from '../documents/page.js';
import { issue } from '../issue.js';
import { checkFieldPage } from './check-field-page.js';
import { checkIntake } from './check-intake.js';
import { checkLibrary } from './check-library.js';
import { checkOverview } from './check-overview.js';
import { checkPortal } from './check-portal.js';
import { checkTimeline } from './check-timeline.js';
import { checkTwice, missing } from './checking.js';

const checkers: { [T in PageType]: (page: PageOf<T>, documents: AppDocuments) => Issue[] } = {
  dashboard: checkDashboard,
  timeline: checkTimeline,
  overview: checkOverview,
  intake: checkIntake,
  field: checkFieldPage,
  portal: checkPortal,
  library: checkLibrary,
};

export function checkPage(page: Page, documents: AppDocuments): Issue[] {
  return (checkers[page.type] as (page: Page, documents: AppDocuments) => Issue[])(page, documents);
}

function checkDashboard(page: PageOf<'dashboard'>, documents: AppDocuments): Issue[] {
  return [
    ...checkTwice(
      page.items.map((item) => item.id),
      ['items'],
    ),
    ...page.items.flatMap((item, index) => [
      ...(documents.reports.has(item.report)
        ? []
        : [missing(['items', index], '报表', 'report', item.report)]),
      ...(item.x + item.width > 24
        ? [issue(['items', index], 'too_wide', '图表超出了页面宽度', 'The chart is wider than the page')]
        : []),
    ]),
  ];
}
