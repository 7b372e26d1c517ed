/** A cell of a sheet that is written: exact text for figures, ISO for dates (`datetime` without a zone, as on the wall). */
export type SheetCell = null | { kind: 'text' | 'number' | 'date' | 'datetime'; value: string };

export interface SheetColumn {
  label: string;
  /** Characters wide. */
  width: number;
}

/** A row source that is read once. */
export type SheetRows = AsyncIterable<readonly SheetCell[]>;

export const text = (value: string): SheetCell => (value === '' ? null : { kind: 'text', value });
