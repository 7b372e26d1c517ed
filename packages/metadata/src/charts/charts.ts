import { bilingual, type Text } from '../text.js';

/** What a report shows along: its groups by id, and its figures that are not hidden. */
export interface Drawn {
  dimensions: readonly { id: string }[];
  measures: readonly { id: string }[];
  columns?: readonly string[] | undefined;
}

export const chartSettings = [
  'horizontal',
  'stacked',
  'target',
  'max',
  'columns',
  'lines',
  'totals',
] as const;
export type ChartSetting = (typeof chartSettings)[number];

/** What a way to draw a report needs, and which settings it has. */
export interface ChartKind {
  label: Text;
  dimensions: { least: number; most: number };
  measures: { least: number; most: number };
  settings: readonly ChartSetting[];
  /** Which groups are also summed up over the others, each by the ids of what stays; `[]` is the grand total. */
  totals?: (drawn: Drawn) => string[][];
}

const any = { least: 1, most: 12 };
const one = { least: 1, most: 1 };
const oneOrTwo = { least: 1, most: 2 };
const none = { least: 0, most: 0 };

/** Every way to draw a report. The web draws each in a file of the same name. */
export const charts = {
  kpi: {
    label: bilingual('数字', 'Figure'),
    dimensions: none,
    measures: any,
    settings: ['target'],
  },
  table: {
    label: bilingual('表格', 'Table'),
    dimensions: { least: 0, most: 4 },
    measures: any,
    settings: ['totals'],
    totals: () => [[]],
  },
  pivot: {
    label: bilingual('透视表', 'Pivot table'),
    dimensions: { least: 1, most: 4 },
    measures: any,
    settings: ['columns'],
    totals: pivotTotals,
  },
  bar: {
    label: bilingual('柱状图', 'Bars'),
    dimensions: oneOrTwo,
    measures: any,
    settings: ['horizontal', 'stacked', 'target'],
  },
  line: { label: bilingual('折线图', 'Line'), dimensions: oneOrTwo, measures: any, settings: ['target'] },
  area: {
    label: bilingual('面积图', 'Area'),
    dimensions: oneOrTwo,
    measures: any,
    settings: ['stacked', 'target'],
  },
  combo: {
    label: bilingual('双轴组合图', 'Bars and lines'),
    dimensions: one,
    measures: { least: 2, most: 8 },
    settings: ['lines', 'target'],
  },
  pie: { label: bilingual('饼图', 'Pie'), dimensions: one, measures: one, settings: [] },
  funnel: {
    label: bilingual('漏斗图', 'Funnel'),
    dimensions: { least: 0, most: 1 },
    measures: any,
    settings: [],
  },
  radar: { label: bilingual('雷达图', 'Radar'), dimensions: oneOrTwo, measures: any, settings: [] },
  heat_map: {
    label: bilingual('热力图', 'Heat map'),
    dimensions: { least: 2, most: 2 },
    measures: one,
    settings: [],
  },
  scatter: {
    label: bilingual('散点图', 'Scatter'),
    dimensions: oneOrTwo,
    measures: { least: 2, most: 3 },
    settings: [],
  },
  map: { label: bilingual('地图', 'Map'), dimensions: one, measures: any, settings: [] },
  ranking: { label: bilingual('排行', 'Ranking'), dimensions: one, measures: any, settings: [] },
  gauge: {
    label: bilingual('仪表盘', 'Gauge'),
    dimensions: none,
    measures: any,
    settings: ['target', 'max'],
  },
} as const satisfies Record<string, ChartKind>;

export type ChartType = keyof typeof charts;
export const chartTypes = Object.keys(charts) as ChartType[];

export function chartOf(type: ChartType): ChartKind {
  return charts[type];
}

/** Rows fold from the right, columns too: every pair of the two is a sum of its own. */
function pivotTotals({ dimensions, columns = [] }: Drawn): string[][] {
  const down = dimensions.map(({ id }) => id).filter((id) => !columns.includes(id));
  const across = dimensions.map(({ id }) => id).filter((id) => columns.includes(id));
  const folds = (ids: string[]) => ids.map((_, index) => ids.slice(0, index)).concat([ids]);
  return folds(down)
    .flatMap((left) => folds(across).map((top) => [...left, ...top]))
    .filter((ids) => ids.length < dimensions.length);
}
