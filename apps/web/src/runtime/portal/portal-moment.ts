/** A moment as the fields of the record beside it are written; a short form of a language leaves open what is the month. */
export function portalMoment(at: string, timeZone: string): string {
  // Sweden writes 2026-12-01 07:44.
  return new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone }).format(
    new Date(at),
  );
}
