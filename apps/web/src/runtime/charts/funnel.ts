import type { Drawing } from './drawing.js';
import { figureText } from './figures.js';
import { commonOptions, tooltip } from './parts.js';

/** Steps from many to few: the groups of one figure, or several figures one below the other. */
export const funnel: Drawing = {
  picture: 'M3 4h18l-4 6H7zM8 12h8l-2 4h-4zM11 18h2v3h-2z',
  isTall: true,
  options: ({ chart, palette }) => {
    const now = chart.series.filter(({ past }) => past === null);
    const isGrouped = chart.categories.length > 1;
    const steps = isGrouped
      ? chart.categories.map((name, index) => ({
          name,
          column: now[0]?.column,
          point: now[0]?.points[index],
        }))
      : now.map(({ name, column, points }) => ({ name, column, point: points[0] }));
    const first = steps[0]?.point?.value ?? 0;
    const textOf = (index: number) => {
      const { name = '', column, point } = steps[index] ?? {};
      const part = first > 0 && point?.value != null ? ` · ${Math.round((point.value / first) * 100)}%` : '';
      return `${name}  ${column ? figureText(point?.value, column) : ''}${part}`;
    };
    return {
      ...commonOptions,
      tooltip: {
        ...tooltip(palette, 'item'),
        formatter: ({ dataIndex }: { dataIndex: number }) => textOf(dataIndex),
      },
      series: [
        {
          type: 'funnel',
          sort: 'none',
          gap: 3,
          left: 8,
          right: 8,
          top: 8,
          bottom: 8,
          minSize: '6%',
          label: {
            position: 'inside',
            color: palette.text,
            textBorderColor: palette.surface,
            textBorderWidth: 3,
            fontSize: 12,
            formatter: ({ dataIndex }: { dataIndex: number }) => textOf(dataIndex),
          },
          itemStyle: { borderWidth: 0, opacity: 0.85 },
          data: steps.map(({ name, point }) => ({ ...point, name, value: point?.value ?? 0 })),
        },
      ],
    };
  },
};
