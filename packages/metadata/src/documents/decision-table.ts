import { z } from 'zod';
import { expressionSchema } from '../expression-schema.js';
import { formIdSchema, identifierSchema } from '../identifier.js';
import { textSchema } from '../text.js';

const value = z.union([z.string().max(500), z.number(), z.boolean()]);

/** A condition on one input. A cell that is left out takes anything; only `empty` and `expression` see an empty value. */
export const cellSchema = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('in'), values: z.array(value).min(1).max(200) }),
  z.strictObject({ is: z.literal('not_in'), values: z.array(value).min(1).max(200) }),
  z.strictObject({ is: z.enum(['<', '<=', '>', '>=']), value }),
  /** Both ends belong to it. */
  z.strictObject({ is: z.literal('between'), from: value, to: value }),
  z.strictObject({ is: z.literal('empty') }),
  z.strictObject({ is: z.literal('not_empty') }),
  /** Over `value`, for what cannot be said otherwise; overlaps and gaps are not looked for in it. */
  z.strictObject({ is: z.literal('expression'), expression: expressionSchema }),
]);
export type Cell = z.infer<typeof cellSchema>;

const option = z.strictObject({ id: z.string().min(1).max(100), label: textSchema });

export const tableInputTypes = ['text', 'number', 'boolean', 'choice', 'date', 'datetime'] as const;
export const tableInputSchema = z.strictObject({
  id: identifierSchema,
  label: textSchema,
  /** What is looked at, over a record of the form. Left out: handed in under the input's id. */
  expression: expressionSchema.optional(),
  /** Of what is handed in; an expression has its own. */
  type: z.enum(tableInputTypes).optional(),
  options: z.array(option).max(200).optional(),
  /** Never empty: what becomes of empty values is no gap. */
  required: z.boolean().optional(),
});
export type TableInput = z.infer<typeof tableInputSchema>;

export const tableOutputTypes = ['text', 'number', 'boolean', 'choice', 'minutes'] as const;
export const tableOutputSchema = z.strictObject({
  id: identifierSchema,
  label: textSchema,
  type: z.enum(tableOutputTypes),
  options: z.array(option).max(200).optional(),
});
export type TableOutput = z.infer<typeof tableOutputSchema>;

export const tableRowSchema = z.strictObject({
  id: identifierSchema,
  when: z.record(identifierSchema, cellSchema),
  then: z.record(identifierSchema, expressionSchema),
  note: z.string().max(500).optional(),
});
export type TableRow = z.infer<typeof tableRowSchema>;

export const tableTestSchema = z.strictObject({
  label: textSchema.optional(),
  /** Inputs by id; what is left out is empty. */
  given: z.record(identifierSchema, z.json()),
  /** Outputs by id; null: no row may match. */
  expect: z.record(identifierSchema, z.json()).nullable(),
});
export type TableTest = z.infer<typeof tableTestSchema>;

export const collectModes = ['list', 'sum', 'min', 'max', 'count'] as const;

/** Rows of conditions over inputs, and the outputs of the rows that match. */
export const decisionTableSchema = z.strictObject({
  kind: z.literal('decision_table'),
  schema: z.literal(1),
  id: identifierSchema,
  label: textSchema,
  description: textSchema.optional(),
  /** The form over whose records the expressions are written. */
  form: formIdSchema.optional(),
  hit: z.discriminatedUnion('policy', [
    z.strictObject({ policy: z.literal('unique') }),
    z.strictObject({ policy: z.literal('first') }),
    z.strictObject({ policy: z.literal('collect'), as: z.enum(collectModes) }),
  ]),
  inputs: z.array(tableInputSchema).min(1).max(20),
  outputs: z.array(tableOutputSchema).min(1).max(20),
  rows: z.array(tableRowSchema).max(2000),
  /** The outputs where no row matches. */
  otherwise: z.record(identifierSchema, expressionSchema).optional(),
  /** What it gives is shown while a record is filled in, before it is saved. */
  preview: z.boolean().optional(),
  tests: z.array(tableTestSchema).max(500).optional(),
});
export type DecisionTable = z.infer<typeof decisionTableSchema>;
