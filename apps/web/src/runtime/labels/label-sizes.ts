/** Sheets and rolls that labels come on; millimetres. The style sheet names a page for each. */
export const labelSizes = {
  a4_24: { width: 70, height: 37, columns: 3, rows: 8, lines: 3 },
  a4_12: { width: 105, height: 49, columns: 2, rows: 6, lines: 4 },
  roll_50: { width: 50, height: 30, columns: 1, rows: 1, lines: 2 },
  roll_70: { width: 70, height: 50, columns: 1, rows: 1, lines: 4 },
} as const;
export type LabelSize = keyof typeof labelSizes;

/** Labels as pages, after so many places of the first sheet that are used up. */
export function pagesOf<T>(labels: readonly T[], size: LabelSize, used: number): (T | null)[][] {
  const { columns, rows } = labelSizes[size];
  const perPage = columns * rows;
  const all: (T | null)[] = [...Array<null>(used % perPage).fill(null), ...labels];
  const count = Math.ceil(all.length / perPage);
  return Array.from({ length: count }, (_, page) => all.slice(page * perPage, (page + 1) * perPage));
}
