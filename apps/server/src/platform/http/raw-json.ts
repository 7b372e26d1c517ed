/**
 * An answer that is JSON text already, built by PostgreSQL: it goes to the caller untouched, neither parsed nor
 * serialised here. Return one from a controller.
 */
export class RawJson {
  constructor(readonly text: string) {}
}
