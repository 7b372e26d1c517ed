import { address } from './address.js';
import { choice, choices, yesNo } from './choices.js';
import { autoNumber, formula } from './computed.js';
import { email, phone, url } from './contacts.js';
import { date, datetime, time } from './dates.js';
import type { FieldType } from './field-type.js';
import { location } from './location.js';
import { attachment, photo } from './media.js';
import { money, number, rating } from './number.js';
import { department, member, members, reference } from './relations.js';
import { richText } from './rich-text.js';
import { signature } from './signature.js';
import { subTable } from './sub-table.js';
import { longText, text } from './text.js';

export const fieldTypeNames = [
  'text',
  'long_text',
  'rich_text',
  'number',
  'money',
  'rating',
  'date',
  'datetime',
  'time',
  'yes_no',
  'choice',
  'choices',
  'reference',
  'sub_table',
  'member',
  'members',
  'department',
  'phone',
  'email',
  'url',
  'address',
  'attachment',
  'photo',
  'location',
  'signature',
  'auto_number',
  'formula',
] as const;
export type FieldTypeName = (typeof fieldTypeNames)[number];

export const fieldTypes = {
  text,
  long_text: longText,
  rich_text: richText,
  number,
  money,
  rating,
  date,
  datetime,
  time,
  yes_no: yesNo,
  choice,
  choices,
  reference,
  sub_table: subTable,
  member,
  members,
  department,
  phone,
  email,
  url,
  address,
  attachment,
  photo,
  location,
  signature,
  auto_number: autoNumber,
  formula,
} as const satisfies { [N in FieldTypeName]: FieldType<never> };

/** The type of a field. Its methods take that very field, which the schema has already checked. */
export function fieldTypeOf(field: { type: FieldTypeName }): FieldType<unknown> {
  return fieldTypes[field.type] as FieldType<unknown>;
}
