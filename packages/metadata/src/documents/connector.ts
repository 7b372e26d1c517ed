import { z } from 'zod';
import { conditionSchema, expressionSchema } from '../expression-schema.js';
import { formIdSchema, identifierSchema } from '../identifier.js';
import { textSchema } from '../text.js';
import { scheduleSchema } from './rule.js';

/** A way into a JSON value: names and places in lists, `records.0.Id`. Own members only. */
const jsonPath = z.string().regex(/^[A-Za-z0-9_$@:-]{1,60}(\.[A-Za-z0-9_$@:-]{1,60}){0,9}$/);
/** Words with `{{field}}` in them, put in encoded for the place where they stand. */
const template = z.string().max(2000);

const requestSchema = z.strictObject({
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH']).optional(),
  /** Below the address of the connection. */
  path: template.regex(/^\//, 'begins with /'),
  query: z
    .array(z.strictObject({ name: z.string().min(1).max(60), value: template }))
    .max(20)
    .optional(),
  /** What is sent: each value by an expression over the record, at its place in the JSON. */
  body: z
    .array(z.strictObject({ to: jsonPath, value: expressionSchema }))
    .max(80)
    .optional(),
});

/** One value of theirs into one field of ours. */
const mappingSchema = z.strictObject({
  field: identifierSchema,
  from: jsonPath,
  /** Theirs → ours, such as states. What is not named stays as it is. */
  values: z.record(z.string().max(100), z.string().max(200)).optional(),
  /** Theirs is a moment, counted from 1970 on; a date field takes the day it is in the time zone of the app. */
  since1970: z.enum(['seconds', 'milliseconds']).optional(),
  /** A reference is found by this field of the other form. */
  matchBy: identifierSchema.optional(),
});
export type ConnectorMapping = z.infer<typeof mappingSchema>;

/**
 * A bridge to another system. `in`: its items become records of `form`, at hours or by hand. `out`: records go there
 * when something happens to them. `ask`: it is asked while a record is filled in. `hook`: it calls us, signed, and its
 * items become records; there is no `request`. Address and secrets are a connection of the installation; `system` names
 * it, and several connectors share it.
 */
export const connectorSchema = z.strictObject({
  kind: z.literal('connector'),
  schema: z.literal(1),
  id: identifierSchema,
  label: textSchema,
  description: textSchema.optional(),
  system: identifierSchema,
  /** What people call the system; one of its connectors says it for all. */
  systemLabel: textSchema.optional(),
  form: formIdSchema,
  direction: z.enum(['in', 'out', 'ask', 'hook']),
  request: requestSchema.optional(),
  /** Where the items stand in the answer; the answer itself when left out. */
  items: jsonPath.optional(),
  /** `hook`: only items that say one of these at a place, such as the kind of the event. */
  only: z.strictObject({ from: jsonPath, is: z.array(z.string().min(1).max(100)).min(1).max(50) }).optional(),
  /** `in`, `hook`: the field that holds their id, by which an item is known again. */
  key: z.strictObject({ field: identifierSchema, from: jsonPath }).optional(),
  /** `in`, `hook`: what an item gives; `out`: what the answer gives back to the record. */
  map: z.array(mappingSchema).max(80).optional(),
  /** `in`: more than one page. `next`: the answer names the next one (a path or a whole address at the connection). */
  pages: z
    .discriminatedUnion('by', [
      z.strictObject({
        by: z.literal('page'),
        parameter: z.string().max(60),
        first: z.int().min(0).max(1).optional(),
      }),
      z.strictObject({
        by: z.literal('offset'),
        parameter: z.string().max(60),
        size: z.int().min(1).max(5000),
        /** `parameter` is a place in the body, not in the address. */
        in: z.literal('body').optional(),
      }),
      z.strictObject({ by: z.literal('next'), next: jsonPath }),
    ])
    .optional(),
  schedule: scheduleSchema.optional(),
  /** `in`, `hook`: who stands where a record is there already; `newest` compares `changedAt` with its last change. */
  conflict: z.enum(['theirs', 'ours', 'newest']).optional(),
  changedAt: jsonPath.optional(),
  /** `out`: what sends a record. */
  on: z
    .strictObject({
      event: z.enum(['created', 'changed']),
      fields: z.array(identifierSchema).max(50).optional(),
      when: conditionSchema.optional(),
    })
    .optional(),
  /** `ask`: asked for each row of this sub-table; what it needs, reads and gives are then fields of the row. */
  rows: identifierSchema.optional(),
  /** `ask`: fields that have to be filled for it, and what is shown of the answer. */
  needs: z.array(identifierSchema).max(10).optional(),
  shown: z
    .array(z.strictObject({ label: textSchema, from: jsonPath }))
    .max(10)
    .optional(),
});
export type Connector = z.infer<typeof connectorSchema>;
