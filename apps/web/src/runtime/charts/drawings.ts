import type { ChartType } from '@fieldwork/metadata';
import { lazy } from 'react';
import { area } from './area.js';
import { bar } from './bar.js';
import { combo } from './combo.js';
import type { Drawing } from './drawing.js';
import { funnel } from './funnel.js';
import { gauge } from './gauge.js';
import { heatMap } from './heat-map.js';
import { KpiFigure } from './kpi-figure.js';
import { line } from './line.js';
import { pie } from './pie.js';
import { radar } from './radar.js';
import { Ranking } from './ranking.js';
import { ReportTable } from './report-table.js';
import { scatter } from './scatter.js';

/** How every kind of chart is drawn. */
export const drawings: Record<ChartType, Drawing> = {
  kpi: { picture: 'M5 8h6v8H5zM14 8h5M14 12h5M14 16h3', drawsNothing: true, isPlain: true, View: KpiFigure },
  table: { picture: 'M3 5h18v14H3zM3 10h18M3 14.5h18M9 5v14', isPlain: true, View: ReportTable },
  pivot: {
    picture: 'M3 4h18v16H3zM3 9h18M9 4v16M14 9v11M9 14h12',
    isPlain: true,
    View: lazy(async () => ({ default: (await import('./pivot-table.js')).PivotTable })),
  },
  bar,
  line,
  area,
  combo,
  pie,
  funnel,
  radar,
  heat_map: heatMap,
  scatter,
  map: {
    picture: 'M9 4L3 6v14l6-2 6 2 6-2V4l-6 2zM9 4v14M15 6v14',
    hasOwnLevels: true,
    isTall: true,
    View: lazy(async () => ({ default: (await import('./report-map.js')).ReportMap })),
  },
  ranking: { picture: 'M4 6h16M4 12h11M4 18h7', View: Ranking },
  gauge,
};
