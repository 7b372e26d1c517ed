import { z } from 'zod';
import { expressionSchema } from '../expression-schema.js';
import { formIdSchema, identifierSchema } from '../identifier.js';
import { textSchema } from '../text.js';

/**
 * A figure over other records, for one record at hand: how many orders this device had in 30 days. `filter` and
 * `value` are expressions over `form`; there `current.…` names the record at hand. Where figures are declared,
 * expressions read them as `figure.<id>`. `latest` is the value of the record with the greatest `by`; `list` is every
 * value once, such as all who take part.
 */
export const figureSchema = z
  .strictObject({
    id: identifierSchema,
    label: textSchema.optional(),
    form: formIdSchema,
    filter: expressionSchema.optional(),
    aggregate: z.enum(['count', 'sum', 'average', 'min', 'max', 'latest', 'list']),
    value: expressionSchema.optional(),
    by: z.string().max(100).optional(),
  })
  .refine(({ aggregate, value }) => aggregate === 'count' || value !== undefined, 'what is to be computed?');
export type Figure = z.infer<typeof figureSchema>;

export const figuresSchema = z.array(figureSchema).max(20);
