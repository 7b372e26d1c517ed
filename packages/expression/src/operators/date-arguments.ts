import type { Literal, Node } from '../node.js';
import type { Arguments, SqlWriter } from '../operator.js';
import { writtenOption } from '../parameters.js';
import { allUnits, calendarUnits, type Unit } from './units.js';

export const unitOf = (node: Node) => (node as Literal).value as Unit;
/** The clock reading of an instant in the context's zone, as a timestamp without zone. */
export function writeLocal(value: string, sql: SqlWriter): string {
  return `(${value} AT TIME ZONE ${sql.context('timeZone')})`;
}

/** A date or an instant, then the unit written out, which for a date is a day or more. */
export function checkUnit(args: Arguments, index: number, value: Node): Node | null {
  return writtenOption(args, index, value.type.kind === 'date' ? calendarUnits : allUnits);
}
