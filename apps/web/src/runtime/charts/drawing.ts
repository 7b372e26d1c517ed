import type { ReportData } from '@fieldwork/api-contract';
import type { Report } from '@fieldwork/metadata';
import type { ComponentType, LazyExoticComponent } from 'react';
import type { Palette } from './parts.js';
import type { ReportViewProps } from './report-view-props.js';
import type { ChartData } from './series.js';

/** What a drawing is made from; the palette is the theme's. */
export interface DrawingInput {
  report: Report;
  data: ReportData;
  chart: ChartData;
  palette: Palette;
}

type View = ComponentType<ReportViewProps> | LazyExoticComponent<ComponentType<ReportViewProps>>;

/** How a kind of chart is drawn: by ECharts from options, or by a component of its own. */
export type Drawing = {
  /** A small picture for choosing: the `d` of a path in a box of 24 by 24. */
  picture: string;
  /** It says something even without rows. */
  drawsNothing?: boolean;
  /** It is a table already, or one figure: there is no other way to read it. */
  isPlain?: boolean;
  /** It leads through the levels by itself. */
  hasOwnLevels?: boolean;
  /** It needs its height also on a phone. */
  isTall?: boolean;
} & ({ View: View } | { options: (input: DrawingInput) => Record<string, unknown> });
