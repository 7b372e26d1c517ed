/** What a record should hold: reckoned apart from the product, field by field, for fields without rows. */

export const modelled = ['subject', 'planned_at', 'finding', 'remark', 'hours'];
export const words = ['seal', 'pump', 'valve', 'leak', 'noise', 'heat', '漏水', '不制冷'];
const planning = new Set(['planned_at', 'subject']);
const moments = new Set(['planned_at']);
const numbers = new Set(['hours']);

/** A value as it is compared. */
export function plain(field, value) {
  if (value === undefined || value === null || value === '') return null;
  if (moments.has(field)) return new Date(value).toISOString();
  if (numbers.has(field)) return String(Number(value));
  return value;
}

/** Applies a change of a device to the model of a record; answers the fields in which both sides had changed something. */
export function mergeInto(model, values, before) {
  const conflicts = [];
  for (const field of Object.keys(values)) {
    if (!Object.hasOwn(model, field)) continue;
    const [mine, old, theirs] = [values, before, model].map((from) => plain(field, from[field]));
    if (mine === theirs || mine === old) continue;
    if (theirs !== old) conflicts.push(field);
    if (theirs === old || !planning.has(field)) model[field] = mine;
  }
  return conflicts;
}
