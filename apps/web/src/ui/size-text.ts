const thousand = 1024;

/** A number of bytes in words; the unit never stands alone on the next line. */
export function sizeText(bytes: number): string {
  if (bytes < thousand) return `${bytes}\u00a0B`;
  if (bytes < thousand ** 2) return `${Math.round(bytes / thousand)}\u00a0kB`;
  if (bytes < thousand ** 3) return `${(bytes / thousand ** 2).toFixed(1)}\u00a0MB`;
  return `${(bytes / thousand ** 3).toFixed(1)}\u00a0GB`;
}
