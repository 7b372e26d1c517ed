import type { DevicePosition, Mutation } from '@fieldwork/api-contract';
import { currentElapsedMs } from '../store/clock.js';
import { type Entry, isCutOff, isPending } from '../store/entry.js';
import type { FieldStore } from '../store/field-store.js';
import { OutOfStep } from './out-of-step.js';
import { syncApi } from './sync-api.js';
import { unsentFiles } from './uploads.js';

const batch = 50;

export interface Pushed {
  serverTime: string;
  clockOffMs: number;
}

/** Sends the queue in order, a batch at a time; answers what the last answer said of the clocks. */
export async function push(
  store: FieldStore,
  app: string,
  position: DevicePosition | null,
): Promise<Pushed | null> {
  let pushed: Pushed | null = null;
  for (;;) {
    const next = store.snapshot.queue.filter(isPending).slice(0, batch);
    if (next.length === 0 && (pushed || !position)) return pushed;
    await store.markSending(next);
    const answer = await syncApi.push(app, {
      device: store.device,
      sentAt: new Date().toISOString(),
      elapsedMs: currentElapsedMs(),
      waiting: waitingCount(store) - next.length,
      mutations: next.map(mutationOf),
      ...(position ? { position } : {}),
    });
    await store.settle(answer);
    if (isCutOff(next, answer)) throw new OutOfStep(answer.settledSeq);
    pushed = { serverTime: answer.serverTime, clockOffMs: answer.clockOffMs };
    if (answer.results.length === 0) return pushed;
  }
}

/** How much is still here and not there, pictures included. */
export function waitingCount(store: FieldStore): number {
  return store.snapshot.queue.filter(isPending).length + unsentFiles(store).length;
}

function mutationOf({ seq, id, at, elapsedMs, wish, needs }: Entry): Mutation {
  return { seq, id, at, elapsedMs, wish, ...(needs ? { needs } : {}) };
}
