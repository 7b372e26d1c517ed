import type { Matching } from '@fieldwork/metadata';
import type { Assignable, Option } from './assign.js';
import { type Candidate, type Demand, factsOf } from './candidate.js';
import { fitsTogether, type MatchContext, ratingOf } from './match.js';
import { amountOf, programOf, scopeOf } from './program.js';
import { rounded } from './score.js';

interface Row {
  importance: number;
  options: Option[];
  /** By candidate, of those who fit. */
  capacity: [candidate: number, capacity: number | null][];
}

/** Who could take one of many demands; a caller with many rows can let others work between them. */
export function rowOf(
  matching: Matching,
  demand: Demand,
  index: number,
  candidates: readonly Candidate[],
  around: MatchContext,
): Row {
  const row: Row = { importance: 1, options: [], capacity: [] };
  for (const [at, candidate] of candidates.entries()) {
    const facts = factsOf(demand, candidate, around.between(demand, candidate));
    if (!fitsTogether(matching, facts, around)) continue;
    const scope = scopeOf(programOf(matching, around.forms), facts, around.context);
    if (row.options.length === 0) row.importance = Math.max(1e-3, amountOf(matching.importance, scope) ?? 1);
    const load = Math.max(0, amountOf(matching.load, scope) ?? 1);
    const { score } = ratingOf(matching, facts, around);
    row.options.push({ demand: index, candidate: at, score, load });
    row.capacity.push([at, amountOf(matching.capacity, scope)]);
  }
  return row;
}

/** Many demands together. What a candidate has left is asked once; where demands differ about it, the least counts. */
export function problemOf(rows: readonly Row[], candidates: number): Assignable {
  const capacity: (number | null)[] = Array.from({ length: candidates }, () => null);
  for (const row of rows)
    for (const [at, left] of row.capacity) {
      const known = capacity[at] ?? null;
      if (left !== null) capacity[at] = rounded(Math.max(0, known === null ? left : Math.min(known, left)));
    }
  return {
    importance: rows.map(({ importance }) => importance),
    capacity,
    options: rows.flatMap(({ options }) => options),
  };
}
