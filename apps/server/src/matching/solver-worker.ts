import { parentPort, workerData } from 'node:worker_threads';
import loadHighs from 'highs';

/** A linear program to be solved within so many seconds. */
export interface SolverTask {
  model: string;
  seconds: number;
  variables: number;
}
/** The values of x0, x1, …; null where none were found in time. */
export interface SolverAnswer {
  values: number[] | null;
  isOptimal: boolean;
}

const { model, seconds, variables } = workerData as SolverTask;
interface Highs {
  solve(model: string, options: object): { Status: string; Columns: object };
}
// The package's types describe its CommonJS face; what is imported is the function itself.
const highs = await (loadHighs as unknown as () => Promise<Highs>)();
const solution = highs.solve(model, {
  time_limit: seconds,
  mip_rel_gap: variables > 2000 ? 1e-4 : 1e-6,
  output_flag: false,
});
const columns = solution.Columns as Record<string, { Primal?: number } | undefined>;
const values = Array.from({ length: variables }, (_, index) => columns[`x${index}`]?.Primal ?? 0);
const answer: SolverAnswer = {
  values: values.some((value) => value > 0.5) ? values : null,
  isOptimal: solution.Status === 'Optimal',
};
parentPort?.postMessage(answer);
