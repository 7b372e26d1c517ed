import { bilingual } from '@fieldwork/metadata';
import { ReportDesigner } from '../report/report-designer.js';
import type { KindDesign } from './kind-design.js';

export const reportDesign: KindDesign<'report'> = {
  plural: bilingual('报表', 'Reports'),
  hint: bilingual('统计什么、怎样显示', 'What is counted, and how it is shown'),
  create: bilingual('新建报表', 'New report'),
  example: bilingual('例如：每月新增', 'For example: New per month'),
  isAboutForm: true,
  begin: ({ id, label, form }) => ({
    kind: 'report',
    schema: 1,
    id,
    label,
    form,
    dimensions: [],
    measures: [{ id: 'count', label: bilingual('数量', 'Number'), aggregate: 'count' }],
    chart: { type: 'kpi' },
  }),
  Designer: ReportDesigner,
};
