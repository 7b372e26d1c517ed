import { z } from 'zod';
import { formIdSchema, identifierSchema } from '../../identifier.js';
import { textSchema } from '../../text.js';

/** What every channel says of itself, whatever its type: requests that come this way become records of `form`. */
export const channelBaseShape = {
  kind: z.literal('channel'),
  schema: z.literal(1),
  id: identifierSchema,
  label: textSchema,
  description: textSchema.optional(),
  form: formIdSchema,
  enabled: z.boolean().optional(),
};
