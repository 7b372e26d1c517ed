import { parentPort, workerData } from 'node:worker_threads';
import { planTours, type TourProblem, type Tours } from '@fieldwork/routing';

/** Tours to be looked for within so many seconds, beginning with those that stand. */
export interface TourTask {
  problem: TourProblem;
  first: number[][];
  seconds: number;
}

const { problem, first, seconds } = workerData as TourTask;
const began = performance.now();
const tours: Tours = planTours(
  problem,
  { random: Math.random, progress: () => (performance.now() - began) / (seconds * 1000) },
  first,
);
parentPort?.postMessage(tours);
