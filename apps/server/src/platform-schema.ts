import { ApiKey } from './identity/api-key.table.js';
import { Department } from './identity/department.table.js';
import { CreateIdentity1763700001000 } from './identity/identity.migration.js';
import type { PlatformSchema } from './platform/database/data-source.js';

/** The platform's own tables: each feature adds its migrations (and TypeORM tables, if it has any) here. */
export const platformSchema: PlatformSchema = {
  entities: [Department, ApiKey],
  migrations: [CreateIdentity1763700001000],
};
