import { describe, expect, it } from '@jest/globals';
import type { Config } from '../platform/config/config.js';
import { PushRoom } from './push-room.js';

describe('the room for pushes', () => {
  it('lets a third of the connections in at once, the others in their order, also after a failure', async () => {
    const room = new PushRoom({ databaseConnections: 7 } as Config);
    let inside = 0;
    let most = 0;
    const done: number[] = [];
    const work = (n: number) =>
      room.with(async () => {
        inside += 1;
        most = Math.max(most, inside);
        await new Promise((resolve) => setTimeout(resolve, 5));
        inside -= 1;
        done.push(n);
        if (n === 1) throw new Error('lost');
      });
    const all = await Promise.allSettled([0, 1, 2, 3, 4, 5].map(work));
    expect(all.map(({ status }) => status).filter((status) => status === 'rejected')).toHaveLength(1);
    expect(most).toBe(2);
    expect(done).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('lets somebody in however few connections there are', async () => {
    const room = new PushRoom({ databaseConnections: 1 } as Config);
    expect(await room.with(async () => 'in')).toBe('in');
  });
});
