import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';

const MEMORY_MB = 1024;

/**
 * Gives a task to a file that runs in a thread of its own, so that nobody else waits, and answers its message. Null
 * where it fails or takes too long: whoever asks has something to fall back on.
 * @param file the built worker, beside whoever asks; tests run from the sources and use the built one.
 */
export async function runWorker<Answer>(
  file: URL,
  task: object,
  limits: { milliseconds: number; signal?: AbortSignal | undefined },
  onFailure: (message: string) => void,
): Promise<Answer | null> {
  const beside = fileURLToPath(file);
  const path = existsSync(beside) ? beside : beside.replace(/([\\/]server[\\/])src([\\/])/, '$1dist$2');
  const worker = new Worker(path, {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  });
  try {
    return await new Promise<Answer | null>((resolve) => {
      const timer = setTimeout(() => resolve(null), limits.milliseconds);
      timer.unref();
      limits.signal?.addEventListener('abort', () => resolve(null), { once: true });
      worker.on('message', resolve);
      worker.on('error', (error) => {
        onFailure(error.message);
        resolve(null);
      });
      worker.on('exit', () => resolve(null));
    });
  } finally {
    void worker.terminate();
  }
}
