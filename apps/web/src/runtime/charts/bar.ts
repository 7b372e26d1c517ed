import { axes, isOddPercent } from './axes.js';
import type { Drawing } from './drawing.js';

export const bar: Drawing = {
  picture: 'M3 21h18M6 21v-7h3v7M11 21V8h3v13M16 21V4h3v17',
  isTall: true,
  options: (input) =>
    axes(input, (series) => {
      const isOnSecond = isOddPercent(series, input.chart.series);
      return {
        isLine: isOnSecond,
        isOnSecond,
        isStacked: input.report.chart.stacked === true && !isOnSecond && series.past === null,
      };
    }),
};
