/** One row of a sheet: its number among the data rows (from 0) and its cells as text. */
export interface SheetRow {
  number: number;
  cells: string[];
}

/** What is known of a file before its rows are read. */
export interface SheetHead {
  sheets: string[];
  encoding: string | null;
  headers: string[];
}

/** Why a file cannot be read at all; in words for the person who chose it. */
export class SheetError extends Error {
  constructor(
    readonly zh: string,
    readonly en: string,
  ) {
    super(en);
  }
}

export interface SheetOptions {
  /** Absolute path of the file. */
  path: string;
  /** The name it was uploaded under; its ending says what it is when the bytes do not. */
  name: string;
  sheet?: string;
}

/** A row of headers becomes unique, non-empty names. */
export function headerNames(cells: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return cells.map((cell, index) => {
    const name = cell.trim().replace(/\s+/g, ' ').slice(0, 200) || `列 ${index + 1}`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  });
}
