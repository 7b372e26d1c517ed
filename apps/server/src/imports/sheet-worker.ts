import { parentPort, workerData } from 'node:worker_threads';
import { type Guess, guessColumn } from './guess.js';
import { readSheet } from './read-sheet.js';
import { SheetError, type SheetHead, type SheetOptions } from './sheet.js';

/** What the worker is asked to do with a file. */
export type SheetTask =
  | { task: 'look'; file: SheetOptions; sampleRows: number }
  | { task: 'read'; file: SheetOptions; from: number; batchRows: number; lastPerColumn: number | null };

export type SheetMessage =
  | { kind: 'looked'; head: SheetHead; rowCount: number; rows: string[][]; guesses: Guess[] }
  | { kind: 'rows'; numbers: number[]; rows: string[][] }
  | { kind: 'end'; rowCount: number }
  | { kind: 'error'; zh: string; en: string };

const port = parentPort;
if (!port) throw new Error('This file runs in a worker thread');

function send(message: SheetMessage): void {
  port?.postMessage(message);
}

let wishes = 0;
let wake: (() => void) | null = null;
port.on('message', () => {
  wishes++;
  wake?.();
});

/** One batch is on its way at a time: the next is sent when the reader asks for it. */
async function asked(): Promise<void> {
  while (wishes === 0)
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  wishes--;
}

const MOST_VALUES = 500;

/** How often each value appears in each column of the whole file, as long as they are few. */
function countValues(values: Map<string, number>[], cells: readonly string[]): void {
  for (const [column, cell] of cells.entries()) {
    const seen = values[column] ?? new Map<string, number>();
    values[column] = seen;
    if (seen.size > MOST_VALUES) continue;
    const value = cell.trim();
    seen.set(value, (seen.get(value) ?? 0) + 1);
  }
}

/** A choice has every value of the file as an option, not only those of the sample; too many values are texts. */
function withAllValues(guess: Guess, seen: ReadonlyMap<string, number> | undefined): Guess {
  if (guess.type !== 'choice' || !seen) return guess;
  if (seen.size > MOST_VALUES) return { ...guess, type: 'text' };
  const values = [...seen].sort((a, b) => b[1] - a[1]).map(([value]) => value);
  return { ...guess, values: values.filter((value) => value !== '' && !guess.emptyWords.includes(value)) };
}

async function look({ file, sampleRows }: Extract<SheetTask, { task: 'look' }>): Promise<void> {
  let head: SheetHead = { sheets: [], encoding: null, headers: [] };
  const rows: string[][] = [];
  const values: Map<string, number>[] = [];
  let rowCount = 0;
  for await (const row of readSheet(file, (found) => (head = found))) {
    if (rows.length < sampleRows) rows.push(row.cells);
    countValues(values, row.cells);
    rowCount++;
  }
  const width = Math.max(head.headers.length, ...rows.slice(0, 1000).map((row) => row.length));
  const guesses = Array.from({ length: width }, (_, column) =>
    withAllValues(guessColumn(rows.map((row) => row[column] ?? '')), values[column]),
  );
  const headers = Array.from({ length: width }, (_, column) => head.headers[column] ?? '');
  send({ kind: 'looked', head: { ...head, headers }, rowCount, rows: rows.slice(0, 20), guesses });
}

/** The number of the last row for each value of a column. */
async function lastRows(file: SheetOptions, column: number): Promise<Set<number>> {
  const last = new Map<string, number>();
  for await (const { number, cells } of readSheet(file, () => undefined))
    last.set(cells[column] ?? '', number);
  return new Set(last.values());
}

async function read({
  file,
  from,
  batchRows,
  lastPerColumn,
}: Extract<SheetTask, { task: 'read' }>): Promise<void> {
  const wanted = lastPerColumn === null ? null : await lastRows(file, lastPerColumn);
  let numbers: number[] = [];
  let rows: string[][] = [];
  let rowCount = 0;
  const flush = async () => {
    await asked();
    send({ kind: 'rows', numbers, rows });
    numbers = [];
    rows = [];
  };
  for await (const { number, cells } of readSheet(file, () => undefined)) {
    rowCount = number + 1;
    if (number < from || (wanted && !wanted.has(number))) continue;
    numbers.push(number);
    rows.push(cells);
    if (rows.length >= batchRows) await flush();
  }
  if (rows.length > 0) await flush();
  await asked();
  send({ kind: 'end', rowCount });
}

const task = workerData as SheetTask;
(task.task === 'look' ? look(task) : read(task))
  .catch((error: unknown) => {
    if (error instanceof SheetError) send({ kind: 'error', zh: error.zh, en: error.en });
    else
      send({ kind: 'error', zh: '文件无法读取', en: `The file cannot be read: ${(error as Error).message}` });
  })
  .finally(() => port.close());
