import { bilingual } from '@fieldwork/metadata';
import { RoutingDesigner } from '../routing/routing-designer.js';
import type { KindDesign } from './kind-design.js';

export const routingDesign: KindDesign<'routing'> = {
  plural: bilingual('路线规划', 'Routings'),
  hint: bilingual('一天里谁去哪里、按什么顺序', 'Who goes where in which order on a day'),
  create: bilingual('新建路线规划', 'New routing'),
  example: bilingual('例如：当日上门路线', 'For example: Visits of a day'),
  isAboutForm: false,
  begin: ({ id, label }) => ({
    kind: 'routing',
    schema: 1,
    id,
    label,
    matching: 'matching',
    jobs: { start: 'planned_start', minutes: 60 },
    resources: { shift: { from: 'shift_start', to: 'shift_end' } },
  }),
  Designer: RoutingDesigner,
};
