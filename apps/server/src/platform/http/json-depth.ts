/** No document, filter or record is nested deeper; what reads it may call itself so often. */
export const mostDeep = 200;

/** Whether lists and objects within one another go deeper than `most`. Level by level, without calling itself. */
export function isDeeper(value: unknown, most: number): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; depth <= most; depth++) {
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
    if (level.length === 0) return false;
  }
  return true;
}
