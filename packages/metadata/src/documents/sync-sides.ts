import { z } from 'zod';
import { fieldIdSchema } from '../identifier.js';

/**
 * Whose value stands in a field that both the office and a device without signal have changed: of `planning` the
 * office's, of `execution` that of the one who was there. In a field of neither kind the change that arrives last
 * stands. Both values are shown in any case.
 */
export const syncSidesSchema = z.strictObject({
  planning: z.array(fieldIdSchema).max(500),
  execution: z.array(fieldIdSchema).max(500),
});
export type SyncSides = z.infer<typeof syncSidesSchema>;
