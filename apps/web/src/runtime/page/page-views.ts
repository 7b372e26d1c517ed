import type { PageOf, PageType } from '@fieldwork/metadata';
import { type ComponentType, type LazyExoticComponent, lazy } from 'react';

type PageView<T extends PageType> = LazyExoticComponent<ComponentType<{ page: PageOf<T> }>>;

/** How each type of page looks; its script is loaded when somebody opens one. */
export const pageViews: { [T in PageType]: PageView<T> } = {
  dashboard: lazy(async () => ({ default: (await import('../dashboard/dashboard-page.js')).DashboardPage })),
  overview: lazy(async () => ({ default: (await import('../overview/overview-page.js')).OverviewPage })),
  intake: lazy(async () => ({ default: (await import('../intake/intake-page.js')).IntakePage })),
  field: lazy(async () => ({ default: (await import('../phone/phone-page.js')).PhonePage })),
  portal: lazy(async () => ({ default: (await import('../portal/portal-inside.js')).PortalInside })),
  library: lazy(async () => ({ default: (await import('../library/library-inside.js')).LibraryInside })),
  timeline: lazy(async () => ({ default: (await import('../board/timeline-page.js')).TimelinePage })),
};
