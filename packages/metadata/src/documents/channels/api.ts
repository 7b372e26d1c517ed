import { z } from 'zod';
import { identifierSchema } from '../../identifier.js';
import { assignmentsSchema } from '../effects.js';
import { channelBaseShape } from './channel-base.js';

/** Requests that another system sends with an API key: only `fields` are taken, `set` says what is known by itself. */
export const apiChannelSchema = z.strictObject({
  ...channelBaseShape,
  type: z.literal('api'),
  fields: z.array(identifierSchema).min(1).max(100),
  set: assignmentsSchema,
});
export type ApiChannel = z.infer<typeof apiChannelSchema>;
