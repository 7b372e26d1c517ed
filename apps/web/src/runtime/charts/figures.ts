import type { ReportColumn } from '@fieldwork/api-contract';
import { type Grain, type Locale, localize } from '@fieldwork/metadata';
import dayjs from 'dayjs';
import { pickedOf } from '../../widgets/picked.js';
import { verbs } from '../../words/verbs.js';
import { currentLocale, say } from '../../words/words.js';
import { dashboardWords } from '../dashboard/dashboard-words.js';

const minutesPerHour = 60;
const minutesPerDay = 1440;
const usualDigits = 2;

/** A figure for a chart's axis. Charts draw, they do not add up: binary numbers are exact enough here. */
export function numberOf(value: unknown): number | null {
  if (value === null || value === undefined || value === '') return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

function digits(number: number, most: number, locale: Locale): string {
  return number.toLocaleString(locale, { maximumFractionDigits: most });
}

/** Whole amounts stay short, others show every cent, so that a column of them lines up. */
function moneyText(number: number, scale: number, locale: Locale): string {
  const least = Number.isInteger(number) ? 0 : scale;
  return `¥ ${number.toLocaleString(locale, { minimumFractionDigits: least, maximumFractionDigits: scale })}`;
}

/** A figure as people read it: percent, money, minutes that become hours; `—` where there is none. */
export function figureText(value: unknown, column: Pick<ReportColumn, 'format' | 'scale' | 'unit'>): string {
  const number = numberOf(value);
  const locale = currentLocale();
  if (number === null) return '—';
  const scale = column.scale ?? usualDigits;
  const unit = localize(column.unit, locale);
  if (column.format === 'percent') return `${digits(number * 100, column.scale ?? 1, locale)}%`;
  if (column.format === 'money') return moneyText(number, scale, locale);
  if (column.format === 'duration_minutes') return durationText(number, locale);
  return digits(number, scale, locale) + (unit ? ` ${unit}` : '');
}

function durationText(minutes: number, locale: Locale): string {
  if (Math.abs(minutes) >= minutesPerDay * 2)
    return say(dashboardWords, 'days', { count: digits(minutes / minutesPerDay, 1, locale) });
  if (Math.abs(minutes) >= minutesPerHour * 2)
    return say(dashboardWords, 'hours', { count: digits(minutes / minutesPerHour, 1, locale) });
  return say(dashboardWords, 'minutes', { count: digits(minutes, 0, locale) });
}

/** The name of a figure, with the time it is compared with. */
export function figureName(column: ReportColumn): string {
  const name = localize(column.label, currentLocale());
  return column.comparison === undefined
    ? name
    : say(dashboardWords, 'compared', { name, time: say(dashboardWords, column.comparison) });
}

/** By how much a figure changed, as a part of what it was; null where that says nothing. */
export function changeOf(now: unknown, before: unknown): number | null {
  const [value, past] = [numberOf(now), numberOf(before)];
  return value === null || past === null || past === 0 ? null : (value - past) / Math.abs(past);
}

/** The value of a dimension in words. */
export function dimensionText(value: unknown, column: ReportColumn): string {
  if (value === null || value === undefined || value === '') return say(dashboardWords, 'other');
  const locale = currentLocale();
  if (column.kind === 'reference') return pickedOf(value)?.title ?? '—';
  if (column.kind === 'boolean') return say(verbs, value === true || value === 'true' ? 'yes' : 'no');
  if (column.kind === 'choice')
    return localize(column.options?.find(({ id }) => id === value)?.label, locale) || String(value);
  if (column.kind === 'date') return periodText(String(value), column.grain as Grain | undefined);
  return String(value);
}

function periodText(value: string, grain: Grain | undefined): string {
  const moment = dayjs(value);
  if (!moment.isValid()) return value;
  if (grain === 'year') return moment.format('YYYY');
  if (grain === 'quarter') return `${moment.year()} Q${Math.floor(moment.month() / 3) + 1}`;
  if (grain === 'month') return moment.format('YYYY-MM');
  if (grain === 'hour') return moment.format('MM-DD HH:mm');
  return moment.format(moment.year() === dayjs().year() ? 'MM-DD' : 'YYYY-MM-DD');
}
