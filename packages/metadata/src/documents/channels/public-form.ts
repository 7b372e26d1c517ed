import { z } from 'zod';
import { expressionSchema } from '../../expression-schema.js';
import { formIdSchema, identifierSchema } from '../../identifier.js';
import { textSchema } from '../../text.js';
import { assignmentsSchema } from '../effects.js';
import { helpSchema } from '../help.js';
import { channelBaseShape } from './channel-base.js';

const questionSchema = z.strictObject({
  field: identifierSchema,
  label: textSchema.optional(),
  hint: textSchema.optional(),
  required: z.boolean().optional(),
});
export type Question = z.infer<typeof questionSchema>;

/**
 * A form that anybody with the address can fill in, without an account. Only `questions` are accepted. `about` is the
 * record that a signed link or QR code names (`about.…` in `set`); `find` looks for records by the answers
 * (`current.…`). Expressions of `set` see the answers under the names of their fields.
 */
export const publicFormSchema = z.strictObject({
  ...channelBaseShape,
  type: z.literal('public_form'),
  intro: textSchema.optional(),
  questions: z.array(questionSchema).min(1).max(30),
  about: z
    .strictObject({
      form: formIdSchema,
      /** Without a link to a record the form is closed. */
      required: z.boolean().optional(),
      /** What visitors see of it. */
      shown: z.array(z.string().min(1).max(100)).max(6),
      /** By which of its fields visitors name it where their link is no longer valid. */
      typed: identifierSchema.optional(),
    })
    .optional(),
  find: z
    .array(z.strictObject({ id: identifierSchema, form: formIdSchema, filter: expressionSchema }))
    .max(5)
    .optional(),
  set: assignmentsSchema,
  /** The field whose value is the receipt, such as a number, and what is said with it. */
  receipt: z.strictObject({ field: identifierSchema, text: textSchema.optional() }).optional(),
  /** A page of the type `portal` over the same form, whose link the visitor gets with his receipt. */
  progress: identifierSchema.optional(),
  /** What may help before the request is sent. */
  help: helpSchema.optional(),
  limits: z
    .strictObject({
      perHour: z.int().min(1).max(1000).optional(),
      perDay: z.int().min(1).max(100_000).optional(),
      files: z.int().min(0).max(20).optional(),
      megabytes: z.int().min(1).max(100).optional(),
    })
    .optional(),
});
export type PublicFormChannel = z.infer<typeof publicFormSchema>;

/** Limits where a channel states none: requests of one address in an hour, of all in a day, files of one request. */
export const usualLimits = { perHour: 10, perDay: 1000, files: 6, megabytes: 10 } as const;
