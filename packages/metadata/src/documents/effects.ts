import { z } from 'zod';
import { expressionSchema } from '../expression-schema.js';
import { formIdSchema, identifierSchema } from '../identifier.js';
import { textSchema } from '../text.js';

/** Values to write: each field by an expression over the record at hand. */
export const assignmentsSchema = z
  .array(z.strictObject({ field: identifierSchema, value: expressionSchema }))
  .max(50);
export type Assignments = z.infer<typeof assignmentsSchema>;

/** Who is meant: by role, as the value of a member field (`assignee`, `customer.owner`), the record's creator, … */
export const peopleSchema = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('role'), role: identifierSchema }),
  z.strictObject({ by: z.literal('member'), user: z.string().max(100) }),
  z.strictObject({ by: z.literal('field'), field: z.string().max(100) }),
  z.strictObject({ by: z.literal('department_head'), field: z.string().max(100).optional() }),
  z.strictObject({ by: z.literal('initiator') }),
  /** The best candidate of a matching; who stands after him is asked only when nobody fits. */
  z.strictObject({ by: z.literal('matching'), matching: identifierSchema }),
]);
export type People = z.infer<typeof peopleSchema>;

/** Words with `{{field}}` in them; a path, never code. */
export const messageTemplateSchema = textSchema;

/** Other records to write: the one that a reference field leads to, or those of a form that match (`current.…`: this record). */
const updateTargetSchema = z.union([
  z.strictObject({ reference: identifierSchema }),
  z.strictObject({ form: formIdSchema, filter: expressionSchema }),
]);
export type UpdateTarget = z.infer<typeof updateTargetSchema>;

/**
 * Rows of a new record's sub-table `field`, one per row of the sub-table `from` of the record at hand (`row.…`); a single
 * one where there is no `from`.
 */
const newRowsSchema = z.strictObject({
  field: identifierSchema,
  from: identifierSchema.optional(),
  set: assignmentsSchema,
});

export const effectSchemas = {
  set: z.strictObject({ type: z.literal('set'), set: assignmentsSchema }),
  create: z.strictObject({
    type: z.literal('create'),
    form: formIdSchema,
    set: assignmentsSchema,
    /** One record per row of this sub-table of the record at hand, whose values are `row.…`. */
    each: identifierSchema.optional(),
    /** Only for the rows of `each` for which this holds. */
    when: expressionSchema.optional(),
    rows: z.array(newRowsSchema).max(10).optional(),
  }),
  /**
   * A movement in the ledger whose movements are `form`; none where its quantity is empty or nothing. When the account
   * has too little, `short` is written into the record at hand instead; without it the whole run fails. `partly`
   * takes what is left, if anything is; then `short` is written as well, and nothing fails. With `each` there is one
   * for each row of a sub-table (`row.…`) for which `when` holds; `short` is written when any of them has too little.
   */
  post: z.strictObject({
    type: z.literal('post'),
    form: formIdSchema,
    set: assignmentsSchema,
    each: identifierSchema.optional(),
    when: expressionSchema.optional(),
    short: assignmentsSchema.optional(),
    partly: z.boolean().optional(),
  }),
  /** Undoes the movements of a ledger that match (`current.…`: this record) and are not undone yet. */
  reverse: z.strictObject({
    type: z.literal('reverse'),
    form: formIdSchema,
    filter: expressionSchema,
    /** What the counter-movements have beside the account and the quantity. */
    set: assignmentsSchema.optional(),
  }),
  update: z.strictObject({
    type: z.literal('update'),
    target: updateTargetSchema,
    set: assignmentsSchema,
  }),
  notify: z.strictObject({
    type: z.literal('notify'),
    to: z.array(peopleSchema).min(1).max(20),
    title: messageTemplateSchema,
    body: messageTemplateSchema.optional(),
  }),
  /** Runs a decision table and writes what it gives; empty where no row matches. */
  decide: z.strictObject({
    type: z.literal('decide'),
    table: identifierSchema,
    /** Inputs that are not looked up in the record at hand. */
    given: z
      .array(z.strictObject({ input: identifierSchema, value: expressionSchema }))
      .max(20)
      .optional(),
    set: z
      .array(z.strictObject({ field: identifierSchema, output: identifierSchema }))
      .min(1)
      .max(20),
  }),
  /** Says something to somebody outside, as a channel of the type `message` words it. */
  message: z.strictObject({ type: z.literal('message'), channel: identifierSchema }),
  start_flow: z.strictObject({ type: z.literal('start_flow'), flow: identifierSchema }),
  /** Does the record's open task at this step of a flow in the platform's name: hands back what nobody took in time. */
  do_task: z.strictObject({
    type: z.literal('do_task'),
    flow: identifierSchema,
    node: identifierSchema,
    action: identifierSchema,
    reason: messageTemplateSchema.optional(),
  }),
};
export const actionSchema = z.discriminatedUnion('type', [
  effectSchemas.set,
  effectSchemas.create,
  effectSchemas.post,
  effectSchemas.reverse,
  effectSchemas.update,
  effectSchemas.notify,
  effectSchemas.message,
  effectSchemas.start_flow,
  effectSchemas.do_task,
  effectSchemas.decide,
]);
export type Action = z.infer<typeof actionSchema>;
