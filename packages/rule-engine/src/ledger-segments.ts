import type { Context } from '@fieldwork/expression';
import type { LedgerEntry } from './deadline-state.js';
import { clockOf } from './working-clock.js';

/** A piece of the ledger that is all of one kind, for a picture. */
export interface Segment {
  from: string;
  to: string;
  kind: 'running' | 'paused' | 'outside' | 'stopped';
}

/** Cuts a ledger where working time begins and ends: every moment lies in exactly one segment. */
export function ledgerSegments(entries: readonly LedgerEntry[], context: Context): Segment[] {
  return entries.flatMap((entry) => {
    if (entry.phase === 'stopped') return [{ from: entry.from, to: entry.to, kind: 'stopped' as const }];
    const [from, to] = [Date.parse(entry.from), Date.parse(entry.to)];
    const found: Segment[] = [];
    const add = (start: number, end: number, kind: Segment['kind']) => {
      if (end > start)
        found.push({ from: new Date(start).toISOString(), to: new Date(end).toISOString(), kind });
    };
    let open = from;
    for (const [start, end] of clockOf(entry.calendar, context).spans(from, to)) {
      add(open, start, 'outside');
      add(start, end, entry.phase);
      open = end;
    }
    add(open, to, 'outside');
    return found;
  });
}
