import type { Drawing } from './drawing.js';
import { figureText } from './figures.js';
import { commonOptions, legend, textStyle, tooltip } from './parts.js';

/**
 * One corner per group and a shape per figure; with two figures or more and few groups the other way round would
 * compare apples with pears, so each corner has its own scale when figures are its corners.
 */
export const radar: Drawing = {
  picture: 'M12 3l8 6-3 10H7L4 9zM12 8l4 3-2 5h-4l-2-5z',
  isTall: true,
  options: ({ chart, palette }) => {
    const byFigure = chart.split === null && chart.series.length > 2;
    const corners = byFigure
      ? chart.series.map(({ name, points }) => ({ name, max: most(points.map(({ value }) => value)) }))
      : chart.categories.map((name) => ({
          name,
          max: most(chart.series.flatMap(({ points }) => points.map(({ value }) => value))),
        }));
    const shapes = byFigure
      ? chart.categories.map((name, index) => ({
          name,
          points: chart.series.map(({ points }) => points[index]),
        }))
      : chart.series.map(({ name, points }) => ({ name, points }));
    const columnAt = (shape: number, corner: number) => chart.series[byFigure ? corner : shape]?.column;
    return {
      ...commonOptions,
      tooltip: {
        ...tooltip(palette, 'item'),
        formatter: ({ dataIndex }: { dataIndex: number }) => {
          const lines = corners.map(({ name }, corner) => {
            const column = columnAt(dataIndex, corner);
            const value = shapes[dataIndex]?.points[corner]?.value;
            return `${escaped(name)}: ${column ? figureText(value, column) : ''}`;
          });
          return [`<b>${escaped(shapes[dataIndex]?.name ?? '')}</b>`, ...lines].join('<br>');
        },
      },
      legend: legend(palette, shapes.length > 1),
      radar: {
        indicator: corners,
        radius: '48%',
        center: ['50%', shapes.length > 1 ? '56%' : '52%'],
        // In two lines rather than beyond the edge of a narrow card.
        axisName: { ...textStyle(palette), width: 76, overflow: 'break' },
        axisLine: { lineStyle: { color: palette.border } },
        splitLine: { lineStyle: { color: palette.border } },
        splitArea: { show: false },
      },
      series: [
        {
          type: 'radar',
          symbolSize: 5,
          areaStyle: { opacity: 0.12 },
          data: shapes.map(({ name, points }) => ({
            name,
            value: points.map((point) => point?.value ?? 0),
            row: points.length > 0 && byFigure ? (points[0]?.row ?? -1) : -1,
            measure: 0,
          })),
        },
      ],
    };
  },
};

function most(values: readonly (number | null)[]): number {
  return Math.max(...values.map((value) => value ?? 0), 0) * 1.05 || 1;
}

/** Tooltips of several lines are HTML: names of records are not. */
function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
