import { type Field, fieldTypeOf } from '@fieldwork/metadata';

const isOfKind =
  (...kinds: string[]) =>
  (field: Field): boolean =>
    !field.fields && kinds.includes(fieldTypeOf(field).type(field)?.kind ?? '');

/** Which fields of a form fit a place on the board. */
export const isMoment = (field: Field) => field.type === 'datetime' || field.type === 'date';
export const isTime = (field: Field) => field.type === 'time';
export const isMember = (field: Field) => field.type === 'member';
export const isNumber = isOfKind('number');
export const isChoice = isOfKind('choice');
export const isPlace = (field: Field) => field.type === 'address';
export const isLine = (field: Field) => !field.fields && fieldTypeOf(field).type(field) !== null;

/** Says whose something is: a reference to the people's form, or a member. */
export const leadsTo = (people: string) => (field: Field) =>
  (field.form === people && !field.fields) || isMember(field);
