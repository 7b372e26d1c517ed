import type { Text } from '@fieldwork/metadata';
import { z } from 'zod';

export const installTemplateSchema = z.strictObject({
  /** With people and records to look at; only administrators can ask for it. */
  demo: z.boolean().default(false),
  /** What happens when its app is there already. */
  existing: z.enum(['refuse', 'update']).default('refuse'),
  /** Keys of the steps of an update that lose data and are agreed to. */
  confirm: z.array(z.string().max(200)).max(500).optional(),
});

/** An app that comes with the product. */
export interface TemplateSummary {
  id: string;
  /** Id of the app that it becomes. */
  app: string;
  label: Text;
  description: Text | null;
  icon: string | null;
  color: string | null;
  hasDemo: boolean;
  isInstalled: boolean;
  /** Whether its app has records: then the demo can no longer be added. */
  hasRecords: boolean;
}

/** The people of a demo, who share one password. Shown once; it is kept nowhere. */
export interface DemoAccess {
  password: string;
  users: readonly { login: string; name: string; roles: readonly string[] }[];
}

export interface InstalledTemplate {
  app: string;
  demo: DemoAccess | null;
  /** How many documents were written, and how many of the app are not in the template and stay. */
  written: number;
  kept: number;
}
