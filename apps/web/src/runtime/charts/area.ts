import { axes } from './axes.js';
import type { Drawing } from './drawing.js';

export const area: Drawing = {
  picture: 'M3 21h18M4 21v-5l5-6 5 4 6-9v16',
  isTall: true,
  options: (input) =>
    axes(input, () => ({ isLine: true, isFilled: true, isStacked: input.report.chart.stacked === true })),
};
