import { z } from 'zod';
import { identifierSchema } from '../../identifier.js';
import { channelBaseShape } from './channel-base.js';

/** Which option of a choice says that a call rings, was taken, was missed. */
export const callStates = ['ringing', 'accepted', 'missed'] as const;
export type CallState = (typeof callStates)[number];

/**
 * Telephone calls that the exchange reports; each becomes a record of `form`, the call log, and a card on the screen
 * of the person it rings for, which opens the page `intake`.
 */
export const callChannelSchema = z.strictObject({
  ...channelBaseShape,
  type: z.literal('call'),
  intake: identifierSchema,
  fields: z.strictObject({
    caller: identifierSchema,
    agent: identifierSchema,
    state: identifierSchema.optional(),
    startedAt: identifierSchema.optional(),
    answeredAt: identifierSchema.optional(),
  }),
  states: z.partialRecord(z.enum(callStates), identifierSchema).optional(),
  /** So long it rings before it counts as missed, unless the exchange says so earlier. */
  ringSeconds: z.int().min(5).max(600).optional(),
});
export type CallChannel = z.infer<typeof callChannelSchema>;
