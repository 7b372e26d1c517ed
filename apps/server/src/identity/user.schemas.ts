import { z } from 'zod';

/** Bodies and queries of the routes on users. Unknown members are refused, so nobody slips a column in. */
const fields = {
  login: z
    .string()
    .trim()
    .regex(/^[\p{L}\p{N}][\p{L}\p{N}._@+-]{0,63}$/u, 'letters, digits and . _ @ + - only'),
  name: z.string().trim().min(1).max(100),
  email: z.union([z.email().max(200), z.null()]),
  phone: z.union([z.string().trim().max(40), z.null()]),
  departmentId: z.union([z.uuid(), z.null()]),
  isAdministrator: z.boolean(),
  isBuilder: z.boolean(),
  locale: z.enum(['zh-CN', 'en']).nullable(),
  avatarColor: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i)
    .nullable(),
  status: z.enum(['active', 'disabled']),
};
const partial = z.strictObject(fields).partial();

export const password = z.string().max(1024);
export const newUser = partial
  .required({ login: true, name: true })
  .extend({ password: password.optional() });
export const userChanges = partial;
export const newPassword = z.strictObject({ password });
export const ownPassword = z.strictObject({ current: password, password });
export const ownSettings = partial.pick({ locale: true, avatarColor: true });
export const userQuery = z.object({
  search: z.string().trim().max(100).default(''),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  pageSize: z.coerce.number().int().min(1).max(200).default(50),
  /** `all`: an administrator's list with everything; else what everybody may know. */
  detail: z.enum(['all', 'names']).default('names'),
});
export const anId = z.uuid();

export type NewUser = z.infer<typeof newUser>;
export type UserChanges = z.infer<typeof userChanges>;
