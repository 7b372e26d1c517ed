import { axes } from './axes.js';
import type { Drawing } from './drawing.js';
import type { Series } from './series.js';

export const combo: Drawing = {
  picture: 'M3 21h18M5 21v-6h3v6M11 21v-9h3v9M17 21v-5h3v5M4 10l6-4 5 2 6-5',
  isTall: true,
  options: (input) => {
    const told = input.report.chart.lines;
    const last = input.chart.series.findLast(({ past }) => past === null)?.column.id;
    // Unless the report says otherwise, the last figure is the line.
    const isLine = ({ column }: Series) =>
      told ? told.includes(column.of ?? column.id) : (column.of ?? column.id) === last;
    return axes(input, (series) => ({ isLine: isLine(series), isOnSecond: isLine(series) }));
  },
};
