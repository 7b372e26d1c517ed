import { chartColours } from '../../ui/theme.js';
import type { Drawing } from './drawing.js';
import { dimensionText, figureName, figureText, numberOf } from './figures.js';
import { commonOptions, legend, textStyle, tooltip } from './parts.js';

const usualSize = 10;
const largest = 44;
const smallest = 8;

/** Two figures of each group against one another; a third is the size, a second dimension the colour. */
export const scatter: Drawing = {
  picture: 'M3 3v18h18M8 15h.01M11 9h.01M15 13h.01M18 6h.01M9 11h.01',
  isTall: true,
  options: ({ data, palette }) => {
    const columns = data.columns.map((column, index) => ({ column, index }));
    const dimensions = columns.filter(({ column }) => column.role === 'dimension');
    const [x, y, size] = columns.filter(({ column }) => column.role === 'measure');
    if (!x || !y) return {};
    const [name, group] = dimensions;
    const most = size ? Math.max(...data.rows.map((row) => numberOf(row[size.index]) ?? 0), 0) : 0;
    const points = data.rows.map((row, index) => ({
      name: name ? dimensionText(row[name.index], name.column) : '',
      group: group ? dimensionText(row[group.index], group.column) : '',
      value: [numberOf(row[x.index]), numberOf(row[y.index])],
      row: index,
      measure: 0,
      symbolSize:
        size && most > 0
          ? smallest + Math.sqrt((numberOf(row[size.index]) ?? 0) / most) * (largest - smallest)
          : usualSize,
    }));
    const groups = [...new Set(points.map((point) => point.group))];
    const axis = (column: typeof x.column) => ({
      type: 'value',
      scale: true,
      name: figureName(column),
      nameTextStyle: textStyle(palette),
      axisLabel: {
        ...textStyle(palette),
        formatter: (value: number) => figureText(value, { ...column, unit: '' }),
      },
      splitLine: { lineStyle: { color: palette.border, type: 'dashed' } },
      axisLine: { lineStyle: { color: palette.border } },
    });
    return {
      ...commonOptions,
      color: chartColours,
      grid: { left: 12, right: 24, top: group ? 52 : 34, bottom: 26, containLabel: true },
      legend: legend(palette, group !== undefined),
      tooltip: {
        ...tooltip(palette, 'item'),
        formatter: ({ data: point }: { data: (typeof points)[number] }) => {
          const row = data.rows[point.row] ?? [];
          const figures = [x, y, ...(size ? [size] : [])].map(
            ({ column, index }) => `${figureName(column)} ${figureText(row[index], column)}`,
          );
          return [point.name, ...figures]
            .join(' · ')
            .replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
        },
      },
      xAxis: { ...axis(x.column), nameLocation: 'middle', nameGap: 26 },
      yAxis: { ...axis(y.column), nameTextStyle: { ...textStyle(palette), align: 'left' } },
      series: groups.map((one) => ({
        type: 'scatter',
        name: one,
        itemStyle: { opacity: 0.75 },
        label: {
          show: points.length <= 24,
          position: 'right',
          formatter: '{b}',
          color: palette.muted,
          fontSize: 11,
        },
        labelLayout: { hideOverlap: true },
        data: points.filter((point) => point.group === one),
      })),
    };
  },
};
