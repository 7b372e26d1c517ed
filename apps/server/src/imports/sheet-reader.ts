import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { badRequest, sentence } from '../platform/http/problem.js';
import type { SheetOptions } from './sheet.js';
import type { SheetMessage, SheetTask } from './sheet-worker.js';

type Looked = Extract<SheetMessage, { kind: 'looked' }>;
type Rows = Extract<SheetMessage, { kind: 'rows' }>;

const MEMORY_MB = 512;
const LOOK_MS = 120_000;

/** Beside this file once built; the tests run from the sources and use the built worker. */
function workerPath(): string {
  const beside = fileURLToPath(new URL('./sheet-worker.js', import.meta.url));
  return existsSync(beside) ? beside : beside.replace(/([\\/])src([\\/]imports)/, '$1dist$2');
}

function start(task: SheetTask): Worker {
  return new Worker(workerPath(), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  });
}

function refused(message: Extract<SheetMessage, { kind: 'error' }>): Error {
  return badRequest(sentence(message.zh, message.en));
}

/** Looks at a file: its columns, what they seem to hold, how many rows. In a worker thread, so nobody else waits. */
export async function lookAtSheet(file: SheetOptions, sampleRows: number): Promise<Looked> {
  const worker = start({ task: 'look', file, sampleRows });
  try {
    return await new Promise<Looked>((resolve, reject) => {
      const timer = setTimeout(
        () => reject(badRequest(sentence('文件读取超时', 'Reading the file took too long'))),
        LOOK_MS,
      );
      timer.unref();
      worker.on('message', (message: SheetMessage) => {
        if (message.kind === 'looked') resolve(message);
        if (message.kind === 'error') reject(refused(message));
      });
      worker.on('error', () =>
        reject(badRequest(sentence('文件过大或已损坏', 'The file is too large or damaged'))),
      );
      worker.on('exit', () => reject(badRequest(sentence('文件无法读取', 'The file cannot be read'))));
    });
  } finally {
    void worker.terminate();
  }
}

/** The rows of a file in batches, read in a worker thread no faster than they are taken. */
export async function* readRows(
  file: SheetOptions,
  options: { from: number; batchRows: number; lastPerColumn: number | null },
): AsyncGenerator<Rows> {
  const worker = start({ task: 'read', file, ...options });
  const inbox = new Inbox(worker);
  try {
    for (;;) {
      worker.postMessage('next');
      const message = await inbox.take();
      if (message.kind === 'end') return;
      if (message.kind === 'error') throw refused(message);
      if (message.kind === 'rows') yield message;
    }
  } finally {
    await worker.terminate();
  }
}

/** What a worker has sent and nobody has taken yet, its failure and its end included. */
class Inbox {
  readonly #messages: (SheetMessage | Error)[] = [];
  #wake: (() => void) | null = null;

  constructor(worker: Worker) {
    worker.on('message', (message: SheetMessage) => this.#put(message));
    worker.on('error', (error) => this.#put(error));
    worker.on('exit', () => this.#put(new Error('The reading thread ended early')));
  }

  async take(): Promise<SheetMessage> {
    while (this.#messages.length === 0)
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    const message = this.#messages.shift();
    if (message instanceof Error) throw message;
    return message as SheetMessage;
  }

  #put(message: SheetMessage | Error): void {
    this.#messages.push(message);
    this.#wake?.();
  }
}
