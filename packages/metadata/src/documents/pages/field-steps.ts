import { z } from 'zod';
import { expressionSchema } from '../../expression-schema.js';
import { formIdSchema, identifierSchema } from '../../identifier.js';
import { textSchema } from '../../text.js';
import { assignmentsSchema } from '../effects.js';
import { sortSchema } from '../form.js';

const path = z.string().min(1).max(100);
const fields = z.array(identifierSchema).max(20);

const stepShape = {
  id: identifierSchema,
  label: textSchema,
  help: textSchema.optional(),
  /** It is there only when this holds of the record. */
  when: expressionSchema.optional(),
  /** It is done when this holds; without it, when what it fills in is filled in. */
  done: expressionSchema.optional(),
  /** Values that stand in empty fields when the step opens; they can be changed. */
  suggest: assignmentsSchema.optional(),
  /** May be left out on the way. */
  optional: z.boolean().optional(),
  /** Actions of the record's open task that end the step; the first is the wide button. */
  actions: z.array(identifierSchema).max(6).optional(),
};

/** One thing to do at a time, in order; each type has its view on the phone and its settings in the designer. */
export const fieldStepTypes = {
  /** Acts on a task, such as taking the work or declining it with a reason. */
  task: z.strictObject({
    ...stepShape,
    type: z.literal('task'),
    actions: z.array(identifierSchema).min(1).max(6),
  }),
  /** The way there, in the phone's own map; `time` keeps when it was begun. */
  navigate: z.strictObject({
    ...stepShape,
    type: z.literal('navigate'),
    place: path,
    time: identifierSchema.optional(),
  }),
  /** Keeps the moment at which a button is pressed. */
  time: z.strictObject({ ...stepShape, type: z.literal('time'), field: identifierSchema }),
  /** Keeps where and when somebody arrived. */
  check_in: z.strictObject({
    ...stepShape,
    type: z.literal('check_in'),
    field: identifierSchema,
    time: identifierSchema.optional(),
  }),
  /** Fields of the form, as the form shows them. */
  fields: z.strictObject({ ...stepShape, type: z.literal('fields'), fields: fields.min(1) }),
  photos: z.strictObject({
    ...stepShape,
    type: z.literal('photos'),
    field: identifierSchema,
    least: z.int().min(0).max(20).optional(),
  }),
  /** Rows of a sub-table whose `item` is a reference that is scanned or chosen, such as parts used. */
  parts: z.strictObject({
    ...stepShape,
    type: z.literal('parts'),
    field: identifierSchema,
    item: identifierSchema,
    quantity: identifierSchema.optional(),
    /** Fields of the item in which a scanned code is looked for. */
    codes: fields.min(1),
  }),
  /** Records to read, such as knowledge that fits: `current.…` is the work. */
  records: z.strictObject({
    ...stepShape,
    type: z.literal('records'),
    form: formIdSchema,
    filter: expressionSchema,
    sort: sortSchema.optional(),
    shown: z.array(path).max(6),
    /** Where the one that helped is kept. */
    field: identifierSchema.optional(),
    /** What can be looked for beside it: all that the phone holds of the form and of which this holds. */
    among: expressionSchema.optional(),
    /** The actions that a suggestion of the work's form offers, on work of which `when` holds. */
    apply: z.strictObject({ suggestion: identifierSchema, when: expressionSchema.optional() }).optional(),
  }),
  /** What is asked beside a signature, and the signature itself. */
  signature: z.strictObject({
    ...stepShape,
    type: z.literal('signature'),
    field: identifierSchema,
    fields: fields.optional(),
  }),
} as const satisfies Record<string, z.ZodObject>;

export type FieldStepType = keyof typeof fieldStepTypes;
export type FieldStepOf<T extends FieldStepType> = z.infer<(typeof fieldStepTypes)[T]>;

export const fieldStepSchema = z.discriminatedUnion('type', [
  fieldStepTypes.task,
  fieldStepTypes.navigate,
  fieldStepTypes.time,
  fieldStepTypes.check_in,
  fieldStepTypes.fields,
  fieldStepTypes.photos,
  fieldStepTypes.parts,
  fieldStepTypes.records,
  fieldStepTypes.signature,
]);
export type FieldStep = z.infer<typeof fieldStepSchema>;
