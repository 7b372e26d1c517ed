import { z } from 'zod';
import { expressionSchema } from '../../expression-schema.js';
import { formIdSchema, identifierSchema } from '../../identifier.js';
import { textSchema } from '../../text.js';
import { assignmentsSchema } from '../effects.js';
import { sortSchema } from '../form.js';
import { fieldStepSchema } from './field-steps.js';
import { pageBaseShape } from './page-base.js';

const path = z.string().min(1).max(100);
const fields = z.array(identifierSchema).min(1).max(20);
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'such as 08:30');

/** The work of whoever carries the phone, some days back and ahead; what has no moment yet comes along. */
export const fieldWorkSchema = z.strictObject({
  form: formIdSchema,
  /** Whose work it is, such as `assignee` is the caller, and which of it is still of interest. */
  filter: expressionSchema,
  /** The moment at which it is planned. */
  from: identifierSchema,
  before: z.int().min(0).max(60),
  after: z.int().min(0).max(60),
  /** What a card says: whom, what, where, how long. */
  title: path.optional(),
  subtitle: path.optional(),
  place: path.optional(),
  minutes: identifierSchema.optional(),
  due: identifierSchema.optional(),
  badges: z.array(identifierSchema).max(3).optional(),
  /** What is read before anything is done, and telephone numbers that can be called. */
  shown: z.array(path).max(20).optional(),
  phones: z.array(path).max(4).optional(),
});
export type FieldWork = z.infer<typeof fieldWorkSchema>;

/** The last records of a form about what the work refers to, such as the last visits to the device. */
export const fieldBackSchema = z.strictObject({
  form: formIdSchema,
  /** The reference that leads to the followed record. */
  field: identifierSchema,
  /** The reference of the work that is followed. */
  of: identifierSchema,
  filter: expressionSchema.optional(),
  sort: sortSchema,
  last: z.int().min(1).max(20),
});
export type FieldBack = z.infer<typeof fieldBackSchema>;

/** Records a day's work needs beside: knowledge, models, the stock of a van, what reference pickers offer. */
export const fieldAlsoSchema = z.strictObject({
  form: formIdSchema,
  filter: expressionSchema.optional(),
  /** Only those whose `field` has a value that stands at the path `in` of some of the work. */
  where: z.strictObject({ field: identifierSchema, in: path }).optional(),
  /** At most so many, the first by `sort`. */
  sort: sortSchema.optional(),
  most: z.int().min(1).max(5000).optional(),
  /** Fields whose pictures and files come along, those within formatted text too. */
  files: z.array(identifierSchema).max(10).optional(),
});
export type FieldAlso = z.infer<typeof fieldAlsoSchema>;

/** What a scanned or typed code leads to. */
export const fieldScanSchema = z.strictObject({
  finds: z
    .array(z.strictObject({ form: formIdSchema, fields: z.array(identifierSchema).min(1).max(5) }))
    .min(1)
    .max(8),
  /** Where a code that nobody knows begins a draft. */
  unknown: z.strictObject({ form: formIdSchema, field: identifierSchema }).optional(),
});

/** A list to look something up in, such as parts and how many are in the van. */
export const fieldListSchema = z.strictObject({
  form: formIdSchema,
  label: textSchema.optional(),
  filter: expressionSchema.optional(),
  sort: sortSchema.optional(),
  shown: z.array(path).max(6),
});
export type FieldList = z.infer<typeof fieldListSchema>;

/** A record that is begun on the phone: beside the work or a line of a list, or by itself. */
export const fieldBeginSchema = z.strictObject({
  id: identifierSchema,
  label: textSchema,
  /** What is begun. */
  form: formIdSchema,
  /** It stands on records of this form, such as the work; without it, above the lists. */
  on: formIdSchema.optional(),
  /** Only on records of which this holds. */
  when: expressionSchema.optional(),
  /** Values that it takes over from that record; they can be changed where they are asked. */
  set: assignmentsSchema.optional(),
  /** References that lead to the one record on the phone of which this holds, such as the engineer who is the caller. */
  find: z
    .array(z.strictObject({ field: identifierSchema, filter: expressionSchema }))
    .max(5)
    .optional(),
  /** What is asked, in this order; without it the whole form. */
  fields: fields.optional(),
});
export type FieldBegin = z.infer<typeof fieldBeginSchema>;

/** Work that waits for somebody to take it, offered to those who suit it; `shown`: what is read of it before. */
export const fieldPoolSchema = z.strictObject({ label: textSchema.optional(), shown: z.array(path).max(10) });
export type FieldPool = z.infer<typeof fieldPoolSchema>;

/** A day's work on a phone, with or without signal: what is taken along, and the steps of a piece of work. */
export const fieldPageSchema = z.strictObject({
  ...pageBaseShape,
  type: z.literal('field'),
  work: fieldWorkSchema,
  /** References of the work whose records come along. */
  follow: z.array(identifierSchema).max(20),
  back: z.array(fieldBackSchema).max(10).optional(),
  also: z.array(fieldAlsoSchema).max(20).optional(),
  /** How much a phone holds at most; what does not fit is said. */
  limits: z
    .strictObject({
      records: z.int().min(100).max(50_000).optional(),
      bytes: z.int().min(100_000).max(100_000_000).optional(),
      /** Of the pictures and files of `also`. */
      fileBytes: z.int().min(100_000).max(500_000_000).optional(),
    })
    .optional(),
  steps: z.array(fieldStepSchema).max(30),
  scan: fieldScanSchema.optional(),
  parts: fieldListSchema.optional(),
  /** More lists beside it, such as what was asked for and what goes back. */
  lists: z.array(fieldListSchema).max(4).optional(),
  begin: z.array(fieldBeginSchema).max(10).optional(),
  /** With signal only: who is first is decided in the office. */
  pool: fieldPoolSchema.optional(),
  /** Where somebody is, told to the office while the page is open in these hours, if he allows it. */
  positions: z.strictObject({ from: clock, to: clock, everyMinutes: z.int().min(2).max(60) }).optional(),
});
export type FieldPage = z.infer<typeof fieldPageSchema>;
