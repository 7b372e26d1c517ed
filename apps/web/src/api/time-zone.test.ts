import { afterEach, describe, expect, it } from '@jest/globals';
import dayjs from 'dayjs';
import { instantAt, instantShown, momentOf, setTimeZone } from './time-zone.js';

afterEach(() => setTimeZone(undefined));

describe('the time zone of the app', () => {
  it('is the one that moments are shown in, wherever the browser is', () => {
    setTimeZone('Asia/Shanghai');
    expect(momentOf('2026-03-08T20:30:00Z').format('YYYY-MM-DD HH:mm')).toBe('2026-03-09 04:30');
    setTimeZone('America/New_York');
    expect(momentOf('2026-03-08T20:30:00Z').format('YYYY-MM-DD HH:mm')).toBe('2026-03-08 16:30');
  });

  it('is the one that days begin and end in', () => {
    setTimeZone('Asia/Shanghai');
    expect(instantAt('2026-03-09').toISOString()).toBe('2026-03-08T16:00:00.000Z');
    expect(instantAt('2026-03-09').endOf('day').toISOString()).toBe('2026-03-09T15:59:59.999Z');
  });

  it('is the one of what is typed into a picker, which reads it on the browser’s clock', () => {
    setTimeZone('America/New_York');
    expect(instantShown(dayjs('2026-03-09T09:30'))).toBe('2026-03-09T13:30:00.000Z');
    expect(instantShown(momentOf('2026-03-09T13:30:00Z'))).toBe('2026-03-09T13:30:00.000Z');
  });
});
