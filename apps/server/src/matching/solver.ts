import { Injectable, Logger } from '@nestjs/common';
import { runWorker } from '../platform/workers/run-worker.js';
import type { SolverAnswer, SolverTask } from './solver-worker.js';

/** What loading and reading may take beside the search itself. */
const SPARE_MS = 10_000;

/** Solves linear programs in a worker thread, so that nobody else waits. */
@Injectable()
export class Solver {
  readonly #log = new Logger('Matching');

  /** No values where the search failed or took too long: whoever asks has something to fall back on. */
  async solve(task: SolverTask): Promise<SolverAnswer> {
    const file = new URL('./solver-worker.js', import.meta.url);
    const milliseconds = task.seconds * 1000 + SPARE_MS;
    const answer = await runWorker<SolverAnswer>(file, task, { milliseconds }, (message) =>
      this.#log.warn(`The solver failed: ${message}`),
    );
    return answer ?? { values: null, isOptimal: false };
  }
}
