import { identifierSchema } from '@fieldwork/metadata';
import { z } from 'zod';

export const webhookKinds = ['created', 'updated', 'deleted', 'restored'] as const;

/** Another system that is told of changes; empty lists: of every form, of everything. */
export const webhookSchema = z.strictObject({
  name: z.string().trim().min(1).max(60),
  url: z.url({ protocol: /^https?$/ }).max(2000),
  forms: z.array(identifierSchema).max(100).default([]),
  kinds: z.array(z.enum(webhookKinds)).max(4).default([]),
  isEnabled: z.boolean().default(true),
});
export type WebhookBody = z.infer<typeof webhookSchema>;

export interface WebhookData extends Omit<WebhookBody, 'kinds'> {
  id: string;
  kinds: string[];
  /** Why it was switched off by itself. */
  disabledBecause: string | null;
}

export const webhookReplaySchema = z.strictObject({
  from: z.iso.datetime({ offset: true }),
  to: z.iso.datetime({ offset: true }),
});
