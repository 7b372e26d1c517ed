import type { Drawing } from './drawing.js';
import { figureText } from './figures.js';
import { between, commonOptions, textStyle, tooltip } from './parts.js';

const roomForFigures = 200;
/** So many columns are named one and all. */
const manyColumns = 16;

export const heatMap: Drawing = {
  picture: 'M4 4h5v5H4zM10 4h5v5h-5zM16 4h4v5h-4zM4 10h5v5H4zM10 10h5v5h-5zM4 16h5v4H4zM16 16h4v4h-4z',
  isTall: true,
  options: ({ chart, palette }) => {
    const column = chart.split ?? chart.series[0]?.column;
    const cells = chart.series.flatMap(({ points }, y) =>
      points.flatMap((point, x) => (point.row < 0 ? [] : [{ ...point, value: [x, y, point.value ?? 0] }])),
    );
    const values = cells.map(({ value }) => value[2] ?? 0);
    const most = Math.max(...values, 0);
    const axis = {
      type: 'category',
      axisTick: { show: false },
      axisLine: { show: false },
      axisLabel: { ...textStyle(palette), hideOverlap: true },
    };
    return {
      ...commonOptions,
      grid: { left: 8, right: 16, top: 8, bottom: 4, containLabel: true },
      tooltip: {
        ...tooltip(palette, 'item'),
        valueFormatter: (value: unknown) =>
          column ? figureText(Array.isArray(value) ? value[2] : value, column) : String(value),
      },
      xAxis: {
        ...axis,
        data: chart.categories,
        axisLabel: {
          ...axis.axisLabel,
          ...(chart.categories.length <= manyColumns ? { interval: 0, rotate: 35 } : {}),
        },
      },
      yAxis: { ...axis, data: chart.series.map(({ name }) => name), inverse: true },
      visualMap: {
        show: false,
        min: Math.min(...values, 0),
        max: most > 0 ? most : 1,
        dimension: 2,
        inRange: {
          color: [
            between(palette.surface, palette.primary, 0.08),
            between(palette.surface, palette.primary, 0.9),
          ],
        },
      },
      series: [
        {
          type: 'heatmap',
          name: column ? '' : undefined,
          data: cells,
          itemStyle: { borderColor: palette.surface, borderWidth: 2, borderRadius: 3 },
          label: {
            show: cells.length <= roomForFigures,
            color: palette.text,
            fontSize: 11,
            textBorderColor: palette.surface,
            textBorderWidth: 2,
            formatter: ({ value }: { value: number[] }) =>
              column ? figureText(value[2], { ...column, unit: '' }) : '',
          },
        },
      ],
    };
  },
};
