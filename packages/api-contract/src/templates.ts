import type { Text } from '@fieldwork/metadata';
import { z } from 'zod';

export const installTemplateSchema = z.strictObject({
  /** With people and records to look at; only administrators can ask for it. */
  demo: z.boolean().default(false),
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
}

/** The people of a demo, who share one password. Shown once; it is kept nowhere. */
export interface DemoAccess {
  password: string;
  users: readonly { login: string; name: string; roles: readonly string[] }[];
}

export interface InstalledTemplate {
  app: string;
  demo: DemoAccess | null;
}
