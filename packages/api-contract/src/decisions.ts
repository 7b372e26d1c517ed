import type { Text } from '@fieldwork/metadata';
import { z } from 'zod';

/** A record as far as it is filled in. */
export const decisionPreviewSchema = z.strictObject({ values: z.record(z.string().max(60), z.json()) });
export type DecisionPreviewBody = z.infer<typeof decisionPreviewSchema>;

/** What a decision table would give for it. */
export interface DecisionPreview {
  table: string;
  label: Text;
  outputs: { id: string; label: Text; value: unknown; text: Text | null }[];
}
