import { statSync } from 'node:fs';
import path from 'node:path';
import { from } from './catalogue.mjs';

/** Files beside what the disk has. */
export const fileChecks = [
  {
    name: 'each file that a record holds is on the disk in its full length',
    find: async ({ client, data }) => {
      const claimed = await from(
        client,
        'select id, app, form, record_id as record, size::float8 as size from platform.file where app is not null and pending_since is null',
      );
      if (data === null) return 'FIELDWORK_DATA does not say where they are';
      const root = path.join(data, 'files');
      return claimed.filter(({ id, size }) => sizeOf(path.join(root, id.slice(-2), id)) !== size);
    },
  },
];

function sizeOf(file) {
  try {
    return statSync(file).size;
  } catch {
    return undefined;
  }
}
