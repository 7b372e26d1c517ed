import { expressionSchema } from '@fieldwork/metadata';
import { z } from 'zod';

/** A JSON text in a query string, such as `filter={"==":[{"var":"status"},"open"]}`. */
function jsonText<S extends z.ZodType>(schema: S) {
  return z
    .string()
    .max(20_000)
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue({ code: 'custom', message: 'not JSON' });
        return z.NEVER;
      }
    })
    .pipe(schema);
}

const list = z
  .string()
  .max(5000)
  .transform((text) => text.split(',').filter((part) => part !== ''));

/** Parameters of a list of records. `sort` is `-created_at,title`; `fields` and `sort` name fields or `reference.field`. */
export const listQuerySchema = z.strictObject({
  filter: jsonText(expressionSchema).optional(),
  search: z.string().max(200).optional(),
  sort: list.optional(),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(500).default(50),
  fields: list.optional(),
  /** `exact` counts all rows, `none` leaves the total out. */
  count: z.enum(['exact', 'none']).default('exact'),
  /** `only` lists the recycle bin. */
  deleted: z.enum(['no', 'only']).default('no'),
});
export type ListQuery = z.infer<typeof listQuerySchema>;

/** What a person writes into a record: fields by id. System columns are not among them. */
export const recordBodySchema = z.record(z.string().max(100), z.json());
export type RecordBody = z.infer<typeof recordBodySchema>;

export const idempotencyKeySchema = z
  .string()
  .regex(/^[\x21-\x7e]{8,128}$/)
  .optional();
