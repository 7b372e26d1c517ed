import { z } from 'zod';
import { identifierSchema } from '../../identifier.js';
import { textSchema } from '../../text.js';

/** What every page says of itself, whatever its type. */
export const pageBaseShape = {
  kind: z.literal('page'),
  schema: z.literal(1),
  id: identifierSchema,
  label: textSchema,
};
