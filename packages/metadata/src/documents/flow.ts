import { z } from 'zod';
import { expressionSchema } from '../expression-schema.js';
import { formIdSchema, identifierSchema } from '../identifier.js';
import { textSchema } from '../text.js';
import { assignmentsSchema, effectSchemas, peopleSchema } from './effects.js';
import { checksSchema } from './field-base.js';
import { figuresSchema } from './figures.js';

const node = { id: identifierSchema, label: textSchema };
const next = { next: identifierSchema };

/** What a person can do with a task; `next` names where the flow goes then. */
export const taskActionSchema = z.strictObject({
  id: identifierSchema,
  label: textSchema,
  kind: z.enum(['complete', 'return']),
  next: identifierSchema,
  reason: z.enum(['none', 'optional', 'required']).optional(),
  /** Shown and allowed only when true for the record. */
  when: expressionSchema.optional(),
  /** What must hold when it is done, with what was just filled in; else it is refused in these words. */
  validate: checksSchema.optional(),
  set: assignmentsSchema.optional(),
});
export type TaskAction = z.infer<typeof taskActionSchema>;

export const nodeSchemas = {
  start: z.strictObject({ type: z.literal('start'), ...node, ...next }),
  task: z.strictObject({
    type: z.literal('task'),
    ...node,
    assignee: z.array(peopleSchema).min(1).max(10),
    /**
     * Who may take a task that several could do: those who meet the constraints of a matching, have fewer than so
     * many of these in hand, and have not just taken one. With `writes` the record's field of the matching follows.
     */
    claim: z
      .strictObject({
        matching: identifierSchema.optional(),
        writes: z.boolean().optional(),
        most: z.int().min(1).max(1000).optional(),
        minutesBetween: z.int().min(1).max(10_080).optional(),
      })
      .optional(),
    /** Fields the person may change here, may not leave empty here, and does not see here. */
    editable: z.array(identifierSchema).max(200).optional(),
    required: z.array(identifierSchema).max(200).optional(),
    hidden: z.array(identifierSchema).max(200).optional(),
    /** Written when the task appears, e.g. the status. */
    set: assignmentsSchema.optional(),
    help: textSchema.optional(),
    actions: z.array(taskActionSchema).min(1).max(8),
    dueAfter: z
      .strictObject({
        amount: z.int().min(1).max(10_000),
        unit: z.enum(['minute', 'hour', 'day']),
        /** Counts working time only; then in minutes or hours. */
        calendar: identifierSchema.optional(),
      })
      .optional(),
  }),
  condition: z.strictObject({
    type: z.literal('condition'),
    ...node,
    branches: z
      .array(
        z.strictObject({
          id: identifierSchema,
          label: textSchema,
          when: expressionSchema,
          next: identifierSchema,
        }),
      )
      .min(1)
      .max(20),
    otherwise: identifierSchema,
  }),
  write: z.strictObject({
    ...effectSchemas.set.shape,
    type: z.literal('write'),
    ...node,
    /** Decision tables that are run before, their outputs written too. */
    decide: z
      .array(effectSchemas.decide.omit({ type: true }))
      .min(1)
      .max(5)
      .optional(),
    ...next,
  }),
  create: z.strictObject({ ...effectSchemas.create.shape, type: z.literal('create'), ...node, ...next }),
  notify: z.strictObject({ ...effectSchemas.notify.shape, type: z.literal('notify'), ...node, ...next }),
  end: z.strictObject({ type: z.literal('end'), ...node }),
};
export const flowNodeSchema = z.discriminatedUnion('type', [
  nodeSchemas.start,
  nodeSchemas.task,
  nodeSchemas.condition,
  nodeSchemas.write,
  nodeSchemas.create,
  nodeSchemas.notify,
  nodeSchemas.end,
]);
export type FlowNode = z.infer<typeof flowNodeSchema>;
export type FlowNodeType = FlowNode['type'];
export type TaskNode = z.infer<typeof nodeSchemas.task>;

export const flowSchema = z.strictObject({
  kind: z.literal('flow'),
  schema: z.literal(1),
  id: identifierSchema,
  label: textSchema,
  description: textSchema.optional(),
  form: formIdSchema,
  /** When an instance begins by itself; `manual` waits for a button or a rule. */
  trigger: z.strictObject({
    on: z.enum(['created', 'manual']),
    when: expressionSchema.optional(),
    /** Who begins it by hand for a record that he may read; without it, whoever may change the record. */
    roles: z.array(identifierSchema).min(1).max(50).optional(),
  }),
  /** Figures over other records, at hand as `figure.<id>`. */
  figures: figuresSchema.optional(),
  nodes: z.array(flowNodeSchema).min(2).max(300),
});
export type Flow = z.infer<typeof flowSchema>;

export interface Exit {
  next: string;
  label?: FlowNode['label'];
  kind: 'next' | 'branch' | 'return';
}

/** The ways out of a node, with the words on the way. */
export function exitsOf(node: FlowNode): Exit[] {
  if ('actions' in node)
    return node.actions.map(({ next, label, kind }) => ({
      next,
      label,
      kind: kind === 'return' ? kind : 'next',
    }));
  if ('branches' in node)
    return [
      ...node.branches.map(({ next, label }) => ({ next, label, kind: 'branch' as const })),
      { next: node.otherwise, kind: 'branch' as const },
    ];
  return 'next' in node ? [{ next: node.next, kind: 'next' }] : [];
}
