import { expect, it } from '@jest/globals';
import dayjs from 'dayjs';
import './spoken-moments.js';

it('says in Chinese when something is to come, not within what limit', () => {
  const now = dayjs('2026-12-01T08:00:00Z').locale('zh-cn');
  expect(now.add(8, 'hour').from(now)).toBe('8 小时后');
  expect(now.subtract(8, 'hour').from(now)).toBe('8 小时前');
});
