import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { Injectable, Logger } from '@nestjs/common';
import type { SolverAnswer, SolverTask } from './solver-worker.js';

const MEMORY_MB = 1024;
/** What loading and reading may take beside the search itself. */
const SPARE_MS = 10_000;

/** Beside this file once built; the tests run from the sources and use the built worker. */
function workerPath(): string {
  const beside = fileURLToPath(new URL('./solver-worker.js', import.meta.url));
  return existsSync(beside) ? beside : beside.replace(/([\\/])src([\\/]matching)/, '$1dist$2');
}

/** Solves linear programs in a worker thread, so that nobody else waits. */
@Injectable()
export class Solver {
  readonly #log = new Logger('Matching');

  /** No values where the search failed or took too long: whoever asks has something to fall back on. */
  async solve(task: SolverTask): Promise<SolverAnswer> {
    const worker = new Worker(workerPath(), {
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    });
    const nothing: SolverAnswer = { values: null, isOptimal: false };
    try {
      return await new Promise<SolverAnswer>((resolve) => {
        const timer = setTimeout(() => resolve(nothing), task.seconds * 1000 + SPARE_MS);
        timer.unref();
        worker.on('message', resolve);
        worker.on('error', (error) => {
          this.#log.warn(`The solver failed: ${error.message}`);
          resolve(nothing);
        });
        worker.on('exit', () => resolve(nothing));
      });
    } finally {
      void worker.terminate();
    }
  }
}
