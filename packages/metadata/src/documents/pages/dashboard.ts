import { z } from 'zod';
import { identifierSchema } from '../../identifier.js';
import { textSchema } from '../../text.js';
import { pageBaseShape } from './page-base.js';

/** A chart on the grid of 24 columns; a row is 40 px high. */
export const pageItemSchema = z.strictObject({
  id: identifierSchema,
  report: identifierSchema,
  label: textSchema.optional(),
  x: z.int().min(0).max(23),
  y: z.int().min(0).max(1000),
  width: z.int().min(3).max(24),
  height: z.int().min(2).max(40),
});
export type PageItem = z.infer<typeof pageItemSchema>;

/** One filter line for all charts of a page: it reaches every report that has this field. */
export const pageFilterSchema = z.strictObject({
  id: identifierSchema,
  label: textSchema.optional(),
  field: z.string().max(100),
});

/** Charts side by side. */
export const dashboardSchema = z.strictObject({
  ...pageBaseShape,
  type: z.literal('dashboard'),
  filters: z.array(pageFilterSchema).max(10).optional(),
  items: z.array(pageItemSchema).max(60),
});
export type Dashboard = z.infer<typeof dashboardSchema>;
