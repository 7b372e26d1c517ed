import { createRandom } from '../faults/random.mjs';
import { runHistory } from './history.mjs';

/** Runs many random histories, several at a time. Each has a seed of its own, so that a broken one can be run again. */
export async function simulate({ app, lanes, runs, seed, first = 0, note = () => {} }) {
  const sums = {
    histories: 0,
    entries: 0,
    refused: 0,
    conflicts: 0,
    cuts: 0,
    pictures: 0,
    merged: 0,
    blurred: 0,
  };
  let slowestTaskMs = 0;
  const broken = [];
  let next = first;
  const work = async (lane) => {
    while (next < first + runs) {
      const number = next;
      next += 1;
      const told = [];
      try {
        const figures = await runHistory({ app, lane, random: createRandom(`${seed}/${number}`), told });
        for (const name of Object.keys(sums)) if (name !== 'histories') sums[name] += figures[name];
        slowestTaskMs = Math.max(slowestTaskMs, figures.slowestTaskMs);
      } catch (error) {
        broken.push({
          seed: `${seed}/${number}`,
          message: error.message,
          told,
        });
      }
      sums.histories += 1;
      note(sums, broken);
    }
  };
  await Promise.all(lanes.map(work));
  return { ...sums, slowestTaskMs, broken };
}
