import { type Assignable, type Assignment, assignmentOf, isFeasible, worthOf } from './assign.js';

/**
 * The best assignment as a linear program in the LP format of CPLEX, which HiGHS reads: a variable per option, each
 * demand at most once, each candidate within his capacity.
 */
export function modelOf(problem: Assignable): string {
  const { options, capacity } = problem;
  const name = (index: number) => `x${index}`;
  const byDemand = grouped(options.map(({ demand }) => demand));
  const byCandidate = grouped(options.map(({ candidate }) => candidate));
  const lines = [
    'Maximize',
    ' worth:',
    ...wrapped(options.map((option, index) => [worthOf(problem, option), index])),
  ];
  lines.push('Subject To');
  for (const [demand, indexes] of byDemand)
    lines.push(` d${demand}:`, ...wrapped(indexes.map((index) => [1, index])), ' <= 1');
  for (const [candidate, indexes] of byCandidate) {
    const most = capacity[candidate] ?? null;
    if (most === null) continue;
    const terms = indexes.map((index): [number, number] => [options[index]?.load ?? 0, index]);
    lines.push(` c${candidate}:`, ...wrapped(terms), ` <= ${plain(most)}`);
  }
  lines.push('Binary', ...options.map((_, index) => ` ${name(index)}`), 'End');
  return lines.join('\n');
}

/** What the solver chose; null where that is no assignment at all. */
export function readSolution(problem: Assignable, values: readonly number[]): Assignment | null {
  const chosen = problem.options.filter((_, index) => (values[index] ?? 0) > 0.5);
  return isFeasible(problem, chosen) ? assignmentOf(problem, chosen) : null;
}

function grouped(keys: readonly number[]): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  for (const [index, key] of keys.entries()) {
    const group = groups.get(key);
    if (group) group.push(index);
    else groups.set(key, [index]);
  }
  return groups;
}

/** A sum over several lines: the format has a longest line. */
function wrapped(terms: readonly (readonly [number, number])[]): string[] {
  return terms.map(([factor, index]) => `  ${factor < 0 ? '-' : '+'} ${plain(Math.abs(factor))} x${index}`);
}

/** Without an exponent. */
function plain(value: number): string {
  return value.toFixed(6).replace(/\.?0+$/, '');
}
