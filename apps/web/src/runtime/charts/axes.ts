import type { ReportColumn } from '@fieldwork/api-contract';
import type { DrawingInput } from './drawing.js';
import { figureText } from './figures.js';
import { colourOf, commonOptions, legend, type Palette, textStyle, tooltip } from './parts.js';
import type { Series } from './series.js';

const crowded = 8;
const mostShownPoints = 40;
const targetWidth = 52;
const nameWidth = 68;
/** What the other axis and the rims take of the width. */
const besideNames = 70;

/** How one series stands in a chart with axes. */
export interface SeriesShape {
  isLine: boolean;
  isFilled?: boolean;
  isStacked?: boolean;
  isOnSecond?: boolean;
}

/** Options of charts with names along one axis and figures along the other, or along two. */
export function axes(
  { report, chart, palette }: DrawingInput,
  shapeOf: (series: Series) => SeriesShape,
): Record<string, unknown> {
  const isHorizontal = report.chart.horizontal === true;
  const shapes = chart.series.map(shapeOf);
  const isDouble =
    shapes.some(({ isOnSecond }) => isOnSecond) && shapes.some(({ isOnSecond }) => !isOnSecond);
  const isAllLines = shapes.every(({ isLine }) => isLine);
  const isRoomy = !isHorizontal && !isAllLines;
  const names = {
    type: 'category' as const,
    data: chart.categories,
    inverse: isHorizontal,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: palette.border } },
    axisLabel: {
      ...textStyle(palette),
      hideOverlap: true,
      ...(isRoomy && chart.categories.length > crowded ? { rotate: 35 } : {}),
      ...(isRoomy && chart.categories.length <= crowded
        ? { interval: 0, width: nameWidth, overflow: 'break' as const }
        : {}),
    },
  };
  const sides = isDouble ? [false, true] : [false];
  const figures = sides.map((isSecond) => {
    const column = chart.series.find(
      (_, index) => !isDouble || (shapes[index]?.isOnSecond ?? false) === isSecond,
    );
    return {
      type: 'value' as const,
      scale: false,
      splitLine: { lineStyle: { color: palette.border, type: 'dashed' as const }, show: !isSecond },
      axisLabel: { ...textStyle(palette), formatter: (value: number) => axisText(value, column?.column) },
    };
  });
  const hasLegend = chart.series.length > 1;
  const aslant = (rotate: number) => ({ xAxis: { axisLabel: { rotate } } });
  const needed = chart.categories.length * Math.min(nameWidth, longest(chart.categories)) + besideNames;
  return {
    ...commonOptions,
    grid: {
      left: 8,
      right: report.chart.target === undefined || isDouble || isHorizontal ? 16 : targetWidth,
      top: hasLegend
        ? 34
        : isHorizontal && chart.series.some(({ column }) => column.definition?.target)
          ? 26
          : 14,
      bottom: 4,
      containLabel: true,
    },
    tooltip: tooltip(palette, 'axis'),
    legend: legend(palette, hasLegend),
    xAxis: isHorizontal ? figures : names,
    yAxis: isHorizontal ? names : figures,
    series: chart.series.map((series, index) => {
      const shape = shapes[index] ?? { isLine: false };
      const isOnSecond = isDouble && shape.isOnSecond === true;
      const target = isDouble ? isOnSecond : index === 0;
      return {
        ...look(series, shape, palette),
        ...(isOnSecond ? { [isHorizontal ? 'xAxisIndex' : 'yAxisIndex']: 1 } : {}),
        ...(target ? targetLine(report.chart.target, series, isHorizontal, isDouble, palette) : {}),
      };
    }),
    // Where the names have no room side by side, such as on a phone, they stand aslant: none is left out.
    ...(isRoomy && chart.categories.length <= crowded
      ? { media: [{ query: { maxWidth: needed }, option: aslant(35) }, { option: aslant(0) }] }
      : {}),
  };
}

/** The width of the longest name, more or less. */
function longest(names: readonly string[]): number {
  const widthOf = (name: string) => [...name].reduce((sum, letter) => sum + (letter > '\u2e80' ? 13 : 7), 0);
  return Math.max(0, ...names.map(widthOf));
}

function axisText(value: number, column: ReportColumn | undefined): string {
  return column ? figureText(value, { ...column, unit: undefined } as ReportColumn) : String(value);
}

function look(series: Series, shape: SeriesShape, palette: Palette) {
  const isPast = series.past !== null;
  const colour = isPast ? palette.muted : colourOf(series.color);
  const own = {
    name: series.name,
    // What is stacked stands on what is below it: a gap would tear the stack.
    data: shape.isStacked
      ? series.points.map((point) => ({ ...point, value: point.value ?? 0 }))
      : series.points,
    tooltip: { valueFormatter: (value: unknown) => figureText(value, series.column) },
    ...(shape.isStacked ? { stack: 'all' } : {}),
  };
  if (!shape.isLine)
    return {
      ...own,
      type: 'bar',
      barMaxWidth: 36,
      itemStyle: {
        borderRadius: shape.isStacked ? 0 : 3,
        ...(colour ? { color: colour } : {}),
        ...(isPast ? { opacity: 0.45 } : {}),
      },
    };
  return {
    ...own,
    type: 'line',
    smooth: 0.2,
    symbolSize: 6,
    showSymbol: series.points.length <= mostShownPoints,
    connectNulls: false,
    ...(colour ? { itemStyle: { color: colour }, lineStyle: { color: colour } } : {}),
    ...(isPast ? { lineStyle: { color: colour, type: 'dashed', width: 1.5 } } : {}),
    ...(shape.isFilled && !isPast ? { areaStyle: { opacity: shape.isStacked ? 0.55 : 0.18 } } : {}),
  };
}

function targetLine(
  target: string | undefined,
  series: Series,
  isHorizontal: boolean,
  isDouble: boolean,
  palette: Palette,
) {
  const value = target ?? series.column.definition?.target;
  if (value === undefined || series.past !== null) return {};
  return {
    markLine: {
      silent: true,
      symbol: 'none',
      lineStyle: { color: palette.warning, type: 'dashed' },
      label: {
        formatter: figureText(value, series.column),
        color: palette.warning,
        // Beside the chart where there is room, else with a rim that hides no point.
        position: isHorizontal ? 'end' : isDouble || target === undefined ? 'insideStartTop' : 'end',
        textBorderColor: palette.surface,
        textBorderWidth: 3,
        padding: [1, 4],
        rotate: 0,
      },
      data: [isHorizontal ? { xAxis: Number(value) } : { yAxis: Number(value) }],
    },
  };
}

/** Percents beside counts stand on an axis of their own. */
export function isOddPercent(series: Series, all: readonly Series[]): boolean {
  const isPercent = series.column.format === 'percent';
  return isPercent && all.some(({ column }) => column.format !== 'percent');
}
