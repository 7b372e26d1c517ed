import { axes, isOddPercent } from './axes.js';
import type { Drawing } from './drawing.js';

export const line: Drawing = {
  picture: 'M3 21h18M4 16l5-6 5 4 6-9',
  isTall: true,
  options: (input) =>
    axes(input, (series) => ({ isLine: true, isOnSecond: isOddPercent(series, input.chart.series) })),
};
