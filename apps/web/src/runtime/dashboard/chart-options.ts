import type { ReportColumn } from '@fieldwork/api-contract';
import type { Report } from '@fieldwork/metadata';
import { chartColours, optionColours, type palettes } from '../../ui/theme.js';
import { figureText } from './figures.js';
import type { ChartData, Series } from './series.js';

type Palette = (typeof palettes)[keyof typeof palettes];

const crowded = 8;
const mostShownPoints = 40;
const targetWidth = 52;
const legendWidth = 120;
const nameWidth = 68;

const colourOf = (name: string | undefined) => (name === undefined ? undefined : optionColours[name]);

/** The options' own colours, and for what shares one or has none the next that is free. */
function distinctColours(names: readonly (string | undefined)[]): (string | undefined)[] {
  const own = names.map((name, index) => (names.indexOf(name) === index ? colourOf(name) : undefined));
  const free = [...chartColours, ...Object.values(optionColours)].filter((colour) => !own.includes(colour));
  return own.map((colour) => colour ?? free.shift());
}

function textStyle(palette: Palette) {
  return { color: palette.muted, fontSize: 12, fontFamily: 'inherit' };
}

function tooltip(palette: Palette, trigger: 'axis' | 'item') {
  return {
    trigger,
    confine: true,
    backgroundColor: palette.raised,
    borderColor: palette.border,
    textStyle: { color: palette.text, fontSize: 12 },
    axisPointer: { type: 'shadow' as const, shadowStyle: { color: palette.border, opacity: 0.4 } },
  };
}

/** What ECharts draws for a report. */
export function chartOptions(report: Report, data: ChartData, palette: Palette): Record<string, unknown> {
  const common = { color: chartColours, animationDuration: 180, aria: { enabled: true } };
  if (report.chart.type === 'pie') return { ...common, ...pie(data, palette) };
  if (report.chart.type === 'gauge') return { ...common, ...gauge(report, data, palette) };
  return { ...common, ...axes(report, data, palette) };
}

function pie(data: ChartData, palette: Palette) {
  const [series] = data.series;
  const colours = distinctColours(data.categories.map((_, index) => data.categoryColors[index]));
  const items = data.categories.map((name, index) => ({
    name,
    value: series?.points[index]?.value ?? 0,
    row: series?.points[index]?.row ?? -1,
    itemStyle: { color: colours[index] },
  }));
  return {
    tooltip: {
      ...tooltip(palette, 'item'),
      valueFormatter: (value: unknown) => (series ? figureText(value, series.column) : String(value)),
    },
    legend: {
      type: 'scroll',
      orient: 'vertical',
      right: 0,
      top: 'middle',
      icon: 'circle',
      itemWidth: 8,
      // Long names must not reach into the ring.
      textStyle: { ...textStyle(palette), width: legendWidth, overflow: 'truncate' },
    },
    series: [
      {
        type: 'pie',
        radius: ['42%', '64%'],
        center: ['30%', '50%'],
        label: { show: false },
        itemStyle: { borderColor: palette.surface, borderWidth: 2 },
        data: items,
      },
    ],
  };
}

function gauge(report: Report, data: ChartData, palette: Palette) {
  const [series] = data.series;
  const value = series?.points[0]?.value ?? 0;
  const max = Number(
    report.chart.max ?? (series?.column.format === 'percent' ? 1 : Math.max(1, value * 1.5)),
  );
  const target = report.chart.target === undefined ? null : Number(report.chart.target);
  return {
    series: [
      {
        type: 'gauge',
        startAngle: 200,
        endAngle: -20,
        min: 0,
        max,
        radius: '100%',
        center: ['50%', '64%'],
        progress: { show: true, width: 14, roundCap: true },
        pointer: { show: false },
        axisLine: { roundCap: true, lineStyle: { width: 14, color: [[1, palette.border]] } },
        axisTick: { show: false },
        splitLine: { show: false },
        axisLabel: { show: false },
        itemStyle: { color: target === null || value >= target ? palette.success : palette.warning },
        detail: {
          offsetCenter: [0, -4],
          color: palette.text,
          fontSize: 26,
          fontWeight: 600,
          formatter: (shown: number) => (series ? figureText(shown, series.column) : ''),
        },
        data: [{ value, row: series?.points[0]?.row ?? -1 }],
      },
    ],
  };
}

function axes(report: Report, data: ChartData, palette: Palette) {
  const isHorizontal = report.chart.horizontal === true;
  const isLine = report.chart.type === 'line';
  const formats = [...new Set(data.series.map(({ column }) => column.format === 'percent'))];
  const isMixed = formats.length > 1;
  const names = {
    type: 'category' as const,
    data: data.categories,
    inverse: isHorizontal,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: palette.border } },
    axisLabel: {
      ...textStyle(palette),
      hideOverlap: true,
      ...(!isHorizontal && !isLine && data.categories.length > crowded ? { rotate: 35 } : {}),
      ...(!isHorizontal && !isLine && data.categories.length <= crowded
        ? { interval: 0, width: nameWidth, overflow: 'break' as const }
        : {}),
    },
  };
  const figures = (isMixed ? [false, true] : [formats[0] ?? false]).map((isPercent) => ({
    type: 'value' as const,
    scale: false,
    splitLine: {
      lineStyle: { color: palette.border, type: 'dashed' as const },
      show: !isPercent || !isMixed,
    },
    axisLabel: {
      ...textStyle(palette),
      formatter: (value: number) => axisText(value, columnFor(data.series, isPercent)),
    },
  }));
  return {
    grid: {
      left: 8,
      right: report.chart.target === undefined || isMixed || isHorizontal ? 16 : targetWidth,
      top: data.series.length > 1 ? 34 : 14,
      bottom: 4,
      containLabel: true,
    },
    tooltip: tooltip(palette, 'axis'),
    legend: {
      show: data.series.length > 1,
      type: 'scroll',
      top: 0,
      left: 0,
      icon: 'circle',
      itemWidth: 8,
      itemGap: 18,
      textStyle: textStyle(palette),
    },
    xAxis: isHorizontal ? figures : names,
    yAxis: isHorizontal ? names : figures,
    series: data.series.map((series, index) => axisSeries(report, series, index, isMixed, palette)),
  };
}

function columnFor(series: readonly Series[], isPercent: boolean): ReportColumn | undefined {
  return series.find(({ column }) => (column.format === 'percent') === isPercent)?.column;
}

function axisText(value: number, column: ReportColumn | undefined): string {
  return column ? figureText(value, { ...column, unit: undefined } as ReportColumn) : String(value);
}

function axisSeries(report: Report, series: Series, index: number, isMixed: boolean, palette: Palette) {
  const isPercent = series.column.format === 'percent';
  const isLine = report.chart.type === 'line' || (isMixed && isPercent);
  const isTargeted = report.chart.target !== undefined && (isMixed ? isPercent : index === 0);
  return {
    type: isLine ? 'line' : 'bar',
    name: series.name,
    data: series.points,
    ...(isMixed && isPercent ? { [report.chart.horizontal ? 'xAxisIndex' : 'yAxisIndex']: 1 } : {}),
    ...(colourOf(series.color) ? { itemStyle: { color: colourOf(series.color) } } : {}),
    tooltip: { valueFormatter: (value: unknown) => figureText(value, series.column) },
    ...(isLine
      ? {
          smooth: 0.2,
          symbolSize: 6,
          showSymbol: series.points.length <= mostShownPoints,
          connectNulls: false,
        }
      : {
          barMaxWidth: 36,
          itemStyle: {
            borderRadius: 3,
            ...(colourOf(series.color) ? { color: colourOf(series.color) } : {}),
          },
        }),
    ...(isTargeted
      ? {
          markLine: {
            silent: true,
            symbol: 'none',
            lineStyle: { color: palette.warning, type: 'dashed' },
            label: {
              formatter: figureText(report.chart.target, series.column),
              color: palette.warning,
              // Beside the chart where there is room, else on a ground of its own.
              position: isMixed || report.chart.horizontal ? 'insideStartTop' : 'end',
              backgroundColor: palette.surface,
              borderRadius: 3,
              padding: [1, 4],
            },
            data: [
              report.chart.horizontal
                ? { xAxis: Number(report.chart.target) }
                : { yAxis: Number(report.chart.target) },
            ],
          },
        }
      : {}),
  };
}
