import type { Drawing } from './drawing.js';
import { figureText } from './figures.js';
import { commonOptions, distinctColours, textStyle, tooltip } from './parts.js';

/** The ring and the names beside it; in a narrow card both give way. */
const roomy = { names: 120, radius: ['38%', '58%'], center: ['31%', '50%'] };
const narrow = { names: 92, radius: ['34%', '52%'], center: ['27%', '50%'] };
const narrowWidth = 380;

const shape = ({ names, radius, center }: typeof roomy) => ({
  legend: { textStyle: { width: names } },
  series: [{ radius, center }],
});

export const pie: Drawing = {
  picture: 'M12 3a9 9 0 1 0 9 9h-9zM15 3v6h6a9 9 0 0 0-6-6z',
  isTall: true,
  options: ({ chart, palette }) => {
    const [series] = chart.series;
    const colours = distinctColours(chart.categories.map((_, index) => chart.categoryColors[index]));
    return {
      ...commonOptions,
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
        textStyle: { ...textStyle(palette), width: roomy.names, overflow: 'truncate' },
        pageIconColor: palette.muted,
        pageTextStyle: textStyle(palette),
      },
      series: [
        {
          type: 'pie',
          radius: roomy.radius,
          center: roomy.center,
          label: { show: false },
          itemStyle: { borderColor: palette.surface, borderWidth: 2 },
          data: chart.categories.map((name, index) => ({
            ...series?.points[index],
            name,
            value: series?.points[index]?.value ?? 0,
            itemStyle: { color: colours[index] },
          })),
        },
      ],
      media: [{ query: { maxWidth: narrowWidth }, option: shape(narrow) }, { option: shape(roomy) }],
    };
  },
};
