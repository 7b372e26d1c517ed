import { expect, it } from '@jest/globals';
import { portalMoment } from './portal-moment.js';

it('a moment is written as a field is, by the clock of the company', () => {
  expect(portalMoment('2026-11-30T23:44:20.505Z', 'Asia/Shanghai')).toBe('2026-12-01 07:44');
});
