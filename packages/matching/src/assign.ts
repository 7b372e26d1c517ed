/** One way to serve one demand: how well it suits, and how much of the candidate it takes. */
export interface Option {
  demand: number;
  candidate: number;
  /** 0…100. */
  score: number;
  load: number;
}

/** Who can do what. Demands and candidates are named by their place in their lists. */
export interface Assignable {
  /** How much each demand counts; positive. */
  importance: readonly number[];
  /** What each candidate has left; null is no limit. */
  capacity: readonly (number | null)[];
  options: readonly Option[];
}

export interface Assignment {
  chosen: Option[];
  /** Sum of the worth of what was chosen. */
  total: number;
}

/** Serving at all is worth as much as the best possible score. */
const served = 100;

export function worthOf(problem: Assignable, option: Option): number {
  return (problem.importance[option.demand] ?? 1) * (served + option.score);
}

export function assignmentOf(problem: Assignable, chosen: Option[]): Assignment {
  return { chosen, total: chosen.reduce((sum, option) => sum + worthOf(problem, option), 0) };
}

/** As a dispatcher would go through his list: the important ones first, each to the best who has room. */
export function assignGreedily(problem: Assignable): Assignment {
  const left = problem.capacity.map((capacity) => capacity ?? Number.POSITIVE_INFINITY);
  const byDemand = new Map<number, Option[]>();
  for (const option of problem.options)
    byDemand.set(option.demand, [...(byDemand.get(option.demand) ?? []), option]);
  const order = [...byDemand.keys()].sort(
    (a, b) => (problem.importance[b] ?? 1) - (problem.importance[a] ?? 1) || a - b,
  );
  const chosen: Option[] = [];
  for (const demand of order) {
    const best = (byDemand.get(demand) ?? [])
      .filter(({ candidate, load }) => load <= (left[candidate] ?? 0) + tolerance)
      .sort((a, b) => b.score - a.score || a.candidate - b.candidate)[0];
    if (!best) continue;
    left[best.candidate] = (left[best.candidate] ?? 0) - best.load;
    chosen.push(best);
  }
  return assignmentOf(problem, chosen);
}

export const tolerance = 1e-6;

/** Whether nobody is given more than he has and nothing is given twice. */
export function isFeasible(problem: Assignable, chosen: readonly Option[]): boolean {
  const used = problem.capacity.map(() => 0);
  const demands = new Set<number>();
  for (const { demand, candidate, load } of chosen) {
    if (demands.has(demand)) return false;
    demands.add(demand);
    used[candidate] = (used[candidate] ?? 0) + load;
  }
  return used.every((sum, index) => sum <= (problem.capacity[index] ?? Number.POSITIVE_INFINITY) + tolerance);
}
