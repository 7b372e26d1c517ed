import { z } from 'zod';
import { bilingual, type Text } from '../text.js';
import { dashboardSchema } from './pages/dashboard.js';
import { fieldPageSchema } from './pages/field.js';
import { intakeSchema } from './pages/intake.js';
import { librarySchema } from './pages/library.js';
import { overviewSchema } from './pages/overview.js';
import { portalSchema } from './pages/portal.js';
import { timelineSchema } from './pages/timeline.js';

/** The types of pages; each has its schema here, its checker in check/check-page.ts and its view in the web. */
export const pageTypes = {
  dashboard: { label: bilingual('看板', 'Dashboard'), schema: dashboardSchema },
  timeline: { label: bilingual('调度台', 'Dispatch board'), schema: timelineSchema },
  overview: { label: bilingual('全景', 'Overview'), schema: overviewSchema },
  intake: { label: bilingual('受理台', 'Intake'), schema: intakeSchema },
  field: { label: bilingual('现场手机', 'Phone in the field'), schema: fieldPageSchema },
  portal: { label: bilingual('客户门户', 'Portal'), schema: portalSchema },
  library: { label: bilingual('公开资料', 'Library'), schema: librarySchema },
} as const satisfies Record<string, { label: Text; schema: z.ZodObject }>;

export type PageType = keyof typeof pageTypes;
export const pageTypeNames = Object.keys(pageTypes) as PageType[];
export type PageOf<T extends PageType> = z.infer<(typeof pageTypes)[T]['schema']>;

export const pageSchema = z.discriminatedUnion('type', [
  pageTypes.dashboard.schema,
  pageTypes.timeline.schema,
  pageTypes.overview.schema,
  pageTypes.intake.schema,
  pageTypes.field.schema,
  pageTypes.portal.schema,
  pageTypes.library.schema,
]);
export type Page = z.infer<typeof pageSchema>;
