import { z } from 'zod';
import { conditionSchema } from '../../expression-schema.js';
import { formIdSchema, identifierSchema } from '../../identifier.js';
import { textSchema } from '../../text.js';
import { assignmentsSchema } from '../effects.js';
import { pageBaseShape } from './page-base.js';
import { portalSignInSchema } from './portal-home.js';

const path = z.string().min(1).max(100);

/** Whose page it is: a name, a colour, a small picture. One installation can have several. */
export const brandSchema = z.strictObject({
  name: textSchema,
  color: z
    .string()
    .regex(/^#[0-9a-fA-F]{6}$/)
    .optional(),
  logo: z
    .string()
    .max(60_000)
    .regex(/^data:image\/(png|jpeg|webp);base64,[A-Za-z0-9+/=]+$/)
    .optional(),
});
export type Brand = z.infer<typeof brandSchema>;

/** Something whoever has the link can do: fill in `fields`, and with it what `set` says and a `task` of a flow. */
export const portalActionSchema = z.strictObject({
  id: identifierSchema,
  label: textSchema,
  help: textSchema.optional(),
  /** When it is offered; the record's fields by name. */
  when: conditionSchema.optional(),
  fields: z
    .array(
      z.strictObject({
        field: identifierSchema,
        label: textSchema.optional(),
        hint: textSchema.optional(),
        required: z.boolean().optional(),
      }),
    )
    .max(20)
    .optional(),
  set: assignmentsSchema.optional(),
  /** The open task that is done with it; `reason`: the field whose answer is the reason. */
  task: z
    .strictObject({
      flow: identifierSchema,
      node: identifierSchema,
      action: identifierSchema,
      reason: identifierSchema.optional(),
    })
    .optional(),
  style: z.enum(['primary', 'plain', 'danger']).optional(),
  /** Said when it is done. */
  thanks: textSchema.optional(),
});
export type PortalAction = z.infer<typeof portalActionSchema>;

/**
 * What somebody outside sees of one record and can do with it, by a signed link and without an account: progress in his
 * words, messages, acceptance with signature, rating. Nothing else of the record leaves the house.
 */
export const portalSchema = z.strictObject({
  ...pageBaseShape,
  type: z.literal('portal'),
  form: formIdSchema,
  brand: brandSchema,
  intro: textSchema.optional(),
  /** For how many days a link is good. */
  days: z.int().min(1).max(400),
  shown: z
    .array(z.strictObject({ field: path, label: textSchema.optional(), when: conditionSchema.optional() }))
    .max(20),
  /** The way of the record in the words of whoever waits: the last whose condition holds is where it stands. */
  steps: z
    .array(
      z.strictObject({
        id: identifierSchema,
        label: textSchema,
        when: conditionSchema,
        /** Left out of the way where this does not hold: not every record goes there. */
        visible: conditionSchema.optional(),
        at: identifierSchema.optional(),
      }),
    )
    .max(12)
    .optional(),
  actions: z.array(portalActionSchema).max(12).optional(),
  /** Whoever has the link chooses a time that the appointments of this matching have room for. */
  appointment: z
    .strictObject({ matching: identifierSchema, label: textSchema.optional(), help: textSchema.optional() })
    .optional(),
  /** Messages go to and fro; `author` leads to the name of whoever writes from outside. */
  messages: z.strictObject({ author: path.optional() }).optional(),
  /** A page of the type `library` that is offered beside it, signed in or not. */
  library: identifierSchema.optional(),
  /** What somebody sees who comes without a link. */
  signIn: portalSignInSchema.optional(),
});
export type Portal = z.infer<typeof portalSchema>;
