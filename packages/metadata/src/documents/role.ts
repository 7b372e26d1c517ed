import { z } from 'zod';
import { conditionSchema } from '../expression-schema.js';
import { formIdSchema, identifierSchema } from '../identifier.js';
import { textSchema } from '../text.js';

export const formActions = ['read', 'create', 'update', 'delete', 'import', 'export'] as const;
export type FormAction = (typeof formActions)[number];

/**
 * What a role may do with the records of one form. An action left out is not allowed;
 * an expression is a row condition (for `create`: on the new record).
 */
export const formRightsSchema = z.strictObject({
  read: conditionSchema.optional(),
  create: conditionSchema.optional(),
  update: conditionSchema.optional(),
  delete: conditionSchema.optional(),
  import: z.boolean().optional(),
  export: z.boolean().optional(),
  /** Which comments of the records it reads this role sees; all of them when left out. */
  comments: z.enum(['all', 'customer', 'none']).optional(),
  /** Whether this role also writes comments such as it sees; left out, a role does so that may change some record. */
  comment: z.boolean().optional(),
  /** Fields this role neither sees nor can compare with. */
  hidden: z.array(identifierSchema).max(200).optional(),
  readOnly: z.array(identifierSchema).max(200).optional(),
});
export type FormRights = z.infer<typeof formRightsSchema>;

const listOrAll = z.union([z.literal('all'), z.array(identifierSchema).max(500)]);

export const roleSchema = z.strictObject({
  kind: z.literal('role'),
  schema: z.literal(1),
  id: identifierSchema,
  label: textSchema,
  description: textSchema.optional(),
  forms: z.record(formIdSchema, formRightsSchema),
  reports: listOrAll.optional(),
  pages: listOrAll.optional(),
  /** The page on which its members begin; left out, the first of the menu. */
  home: identifierSchema.optional(),
});
export type Role = z.infer<typeof roleSchema>;
