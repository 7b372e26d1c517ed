import { bilingual } from '@fieldwork/metadata';
import { KpiDesigner } from '../report/kpi-designer.js';
import type { KindDesign } from './kind-design.js';

export const kpiDesign: KindDesign<'kpi'> = {
  plural: bilingual('指标', 'KPIs'),
  hint: bilingual('一个数字只有一个定义', 'A figure with one definition'),
  create: bilingual('新建指标', 'New KPI'),
  example: bilingual('例如：首次修复率', 'For example: First-time fix rate'),
  isAboutForm: true,
  begin: ({ id, label, form }) => ({
    kind: 'kpi',
    schema: 1,
    id,
    label,
    formula: bilingual('本月新建的记录数', 'Records created this month'),
    form,
    measures: [{ id: 'count', label, aggregate: 'count' }],
    period: { field: 'created_at', unit: 'month', count: 1 },
    direction: 'higher',
  }),
  Designer: KpiDesigner,
};
