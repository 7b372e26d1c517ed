import { describe, expect, it } from '@jest/globals';
import { momentsOf } from './record-moments.js';
import type { PastWrite } from './record-past.store.js';

const write = (
  version: number,
  at: string,
  changes: PastWrite['changes'] = {},
  reportedAt: string | null = null,
) =>
  ({
    kind: version === 1 ? 'created' : 'updated',
    at,
    reportedAt,
    version,
    changes,
    isImported: false,
  }) as PastWrite;

describe('the moments of a record', () => {
  it('go backwards from what it is now', () => {
    const writes = [
      write(1, '08'),
      write(2, '09', { a: [null, 1] }),
      write(3, '10', { a: [1, 2], b: ['x', 'y'] }),
    ];
    expect(momentsOf(writes, { a: 2, b: 'y' }).map(({ at, values }) => [at, values])).toEqual([
      ['08', { a: null, b: 'x' }],
      ['09', { a: 1, b: 'x' }],
      ['10', { a: 2, b: 'y' }],
    ]);
  });

  it('come in the order in which things happened, and end in what the record is now', () => {
    const writes = [
      write(1, '08'),
      write(2, '12', { status: ['open', 'waiting'] }),
      write(3, '10', { status: ['waiting', 'done'], note: [null, 'n'] }, '18'),
    ];
    expect(momentsOf(writes, { status: 'done', note: 'n' }).map(({ at, values }) => [at, values])).toEqual([
      ['08', { status: 'open', note: null }],
      ['10', { status: 'done', note: 'n' }],
      ['12', { status: 'waiting', note: 'n' }],
      // Both wrote the status; what arrived last stands, from then on.
      ['18', { status: 'done', note: 'n' }],
    ]);
  });

  it('begin with the creation, whatever the clocks say', () => {
    const writes = [write(1, '09', {}, '18'), write(2, '08', { a: [0, 1] }, '18')];
    expect(momentsOf(writes, { a: 1 }).map(({ at }) => at)).toEqual(['09', '08']);
  });
});
