import type { AppDocuments } from '@fieldwork/metadata';
import { describe, expect, it } from '@jest/globals';
import { keptPosition } from './position-hours.js';

const page = { type: 'field', positions: { from: '08:00', to: '18:00' } };
const documentsIn = (timeZone?: string) =>
  ({ app: { timeZone }, pages: new Map([['day', page]]) }) as unknown as AppDocuments;
const position = { longitude: 1, latitude: 1, accuracy: 1, at: '2026-12-01T00:30:00Z' };
const now = '2026-12-01T00:31:00Z';

describe('the hours in which a position is kept', () => {
  it('are those of the app, and of the installation where the app names no time zone', () => {
    expect(keptPosition(documentsIn('Asia/Shanghai'), position, now, 'UTC')).toEqual(position);
    expect(keptPosition(documentsIn(), position, now, 'Asia/Shanghai')).toEqual(position);
    expect(keptPosition(documentsIn(), position, now, 'UTC')).toBeNull();
  });
});
