/** How a document says how long a record takes: by a field, else always so many minutes. */
export interface Lasting {
  duration?: { field: string; unit: 'minute' | 'hour' } | undefined;
  minutes: number;
}

/** Minutes; what stands in the field goes first where it is more than nothing. */
export function lastingMinutes(
  { duration, minutes }: Lasting,
  values: Readonly<Record<string, unknown>>,
): number {
  const said = duration ? Number(values[duration.field] ?? Number.NaN) : Number.NaN;
  if (!duration || !Number.isFinite(said) || said <= 0) return minutes;
  return duration.unit === 'hour' ? said * 60 : said;
}
