import type { RecordData } from '@fieldwork/api-contract';
import { type Form, fieldOf, idOf, type Option, type Timeline } from '@fieldwork/metadata';

/** A row: somebody or something that work is given to. */
export interface Resource {
  id: string;
  name: string;
  subtitle: string;
  group: string;
  person: string | null;
  shift: { from: string; to: string } | null;
  place: Place | null;
  record: RecordData;
}

/** A bar: a record that takes up a resource's time. Instants in milliseconds. */
export interface Work {
  id: string;
  /** What the record itself is called, such as its number. */
  name: string;
  title: string;
  subtitle: string;
  resource: string | null;
  start: number | null;
  end: number | null;
  minutes: number;
  status: Option | null;
  priority: Option | null;
  due: number | null;
  /** What is promised: the work begins within it. */
  window: Window | null;
  place: Place | null;
  record: RecordData;
}

export interface Window {
  from: number;
  to: number;
}

export interface Absence {
  id: string;
  resource: string;
  from: number;
  to: number;
  title: string;
}

export interface Place {
  longitude: number;
  latitude: number;
}

type Localize = (text: Option['label']) => string;

/** A value on the way of a path, as people read it. */
export function textAt(form: Form, record: RecordData, path: string | undefined, localize: Localize): string {
  if (path === undefined) return '';
  const value = valueAt(record, path);
  const option = fieldOf(form, path)?.options?.find(({ id }) => id === value);
  if (option) return localize(option.label);
  if (typeof value === 'string') return value;
  if (typeof value === 'object' && value !== null) return String((value as { title?: unknown }).title ?? '');
  return value === null || value === undefined ? '' : String(value);
}

export function valueAt(record: Readonly<Record<string, unknown>>, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => {
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
  }, record);
}

export function placeOf(value: unknown): Place | null {
  if (typeof value !== 'object' || value === null) return null;
  const { longitude, latitude } = value as Record<string, unknown>;
  const place = { longitude: Number(longitude ?? Number.NaN), latitude: Number(latitude ?? Number.NaN) };
  return Number.isFinite(place.longitude) && Number.isFinite(place.latitude) ? place : null;
}

function momentAt(record: RecordData, path: string | undefined): number | null {
  const value = path === undefined ? null : record[path];
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isFinite(at) ? at : null;
}

function windowOf(record: RecordData, fields: Timeline['records']['window']): Window | null {
  const [from, to] = [momentAt(record, fields?.from), momentAt(record, fields?.to)];
  return from === null || to === null || to <= from ? null : { from, to };
}

export function resourceOf(page: Timeline, form: Form, record: RecordData, localize: Localize): Resource {
  const { resources } = page;
  const clock = (field: string | undefined) =>
    field === undefined ? null : (record[field] as string | null);
  const [from, to] = [clock(resources.shift?.from), clock(resources.shift?.to)];
  return {
    id: record.id,
    name: textAt(form, record, form.title, localize) || record.id.slice(0, 8),
    subtitle: textAt(form, record, resources.subtitle, localize),
    group: textAt(form, record, resources.group, localize),
    person: resources.person === undefined ? null : idOf(record[resources.person]),
    shift: from && to ? { from, to } : null,
    place: resources.place === undefined ? null : placeOf(valueAt(record, resources.place)),
    record,
  };
}

const unitMinutes = { minute: 1, hour: 60 } as const;

export function workOf(page: Timeline, form: Form, record: RecordData, localize: Localize): Work {
  const { records } = page;
  const start = momentAt(record, records.start);
  const end = momentAt(record, records.end);
  const lasts = records.duration ? Number(record[records.duration.field] ?? Number.NaN) : Number.NaN;
  const minutes =
    start !== null && end !== null
      ? (end - start) / 60_000
      : Number.isFinite(lasts) && records.duration
        ? lasts * unitMinutes[records.duration.unit]
        : records.minutes;
  const optionOf = (field: string | undefined) =>
    (field === undefined ? undefined : fieldOf(form, field))?.options?.find(
      ({ id }) => id === record[field ?? ''],
    ) ?? null;
  return {
    id: record.id,
    name: textAt(form, record, form.title, localize),
    title: textAt(form, record, records.title, localize) || record.id.slice(0, 8),
    subtitle: textAt(form, record, records.subtitle, localize),
    resource: idOf(record[records.resource]),
    start,
    end: start === null ? null : start + minutes * 60_000,
    minutes,
    status: optionOf(form.status),
    priority: optionOf(records.priority),
    due: momentAt(record, records.due),
    window: windowOf(record, records.window),
    place:
      (records.place ?? []).map((path) => placeOf(valueAt(record, path))).find((place) => place !== null) ??
      null,
    record,
  };
}

export function absenceOf(
  away: NonNullable<Timeline['away']>,
  form: Form,
  record: RecordData,
  localize: Localize,
): Absence | null {
  const resource = idOf(record[away.resource]);
  const [from, to] = [momentAt(record, away.start), momentAt(record, away.end)];
  if (resource === null || from === null || to === null) return null;
  return { id: record.id, resource, from, to, title: textAt(form, record, away.title, localize) };
}
