import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { jsonFiles, readJson } from './read-template.js';

const login = z.string().min(1);
const moment = z.record(z.string(), z.unknown());
const stepSchema = z.strictObject({
  node: z.string(),
  action: z.string(),
  /** Left out where the flow does not wait there: it can depend on the day of installation. */
  ifThere: z.boolean().optional(),
  by: login,
  at: moment,
  reason: z.string().optional(),
  values: z.record(z.string(), z.unknown()).optional(),
});
const recordSchema = z.strictObject({
  id: z.string(),
  /** When it was made, and by whom. */
  at: moment,
  by: login.optional(),
  values: z.record(z.string(), z.unknown()),
  /** Its values stand as rules have left them: also in fields that nobody may write. */
  isAutomatic: z.boolean().optional(),
  /** The record's way through the flow of its form: what people did, in order. */
  steps: z.array(stepSchema).optional(),
});
const peopleSchema = z.strictObject({
  departments: z.array(
    z.strictObject({ id: z.string(), name: z.string(), parent: z.string().nullable(), head: login }),
  ),
  users: z.array(
    z.strictObject({ login, name: z.string(), department: z.string(), roles: z.array(z.string()) }),
  ),
});

export type SeedStep = z.infer<typeof stepSchema>;
export type SeedRecord = z.infer<typeof recordSchema>;
export type SeedPeople = z.infer<typeof peopleSchema>;
export interface Seeds {
  people: SeedPeople;
  records: ReadonlyMap<string, readonly SeedRecord[]>;
}

export function hasSeeds(template: string): boolean {
  return existsSync(join(template, 'seeds', 'people.json'));
}

/** The demo data of a template: people, and records by form. @throws Error that names the file with a mistake */
export async function readSeeds(template: string): Promise<Seeds> {
  const folder = join(template, 'seeds');
  const people = await parsed(peopleSchema, join(folder, 'people.json'));
  const records = new Map<string, SeedRecord[]>();
  for (const file of await jsonFiles(join(folder, 'records')))
    records.set(basename(file, '.json'), await parsed(z.array(recordSchema), file));
  return { people, records };
}

async function parsed<T>(schema: z.ZodType<T>, file: string): Promise<T> {
  const result = schema.safeParse(await readJson(file));
  if (result.success) return result.data;
  throw new Error(`${file}: ${z.prettifyError(result.error)}`);
}
