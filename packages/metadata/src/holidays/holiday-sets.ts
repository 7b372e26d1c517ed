import { bilingual, type Text } from '../text.js';
import { chinaDays, chinaYears } from './china.js';

export interface Holiday {
  date: string;
  isOff: boolean;
  name: string;
}

/** Public holidays that ship with the product. */
export interface HolidaySet {
  label: Text;
  /** The years it knows. */
  years: { readonly first: number; readonly last: number };
  days: readonly Holiday[];
}

const dayMs = 86_400_000;

function each(runs: typeof chinaDays): Holiday[] {
  return runs.flatMap(([from, to, kind, name]) => {
    const count = (Date.parse(to) - Date.parse(from)) / dayMs + 1;
    return Array.from({ length: count }, (_, index) => ({
      date: new Date(Date.parse(from) + index * dayMs).toISOString().slice(0, 10),
      isOff: kind === 'off',
      name,
    }));
  });
}

export const holidaySets = {
  china: {
    label: bilingual('中国法定节假日', 'Public holidays of China'),
    years: chinaYears,
    days: each(chinaDays),
  },
} as const satisfies Record<string, HolidaySet>;

export type HolidaySetName = keyof typeof holidaySets;
export const holidaySetNames = Object.keys(holidaySets) as [HolidaySetName, ...HolidaySetName[]];
