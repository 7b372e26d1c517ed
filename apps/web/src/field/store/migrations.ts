import type { FieldDatabase } from './database.js';

/**
 * The steps by which the phone's database came to be: the first makes version 1, and so on. A step that was released
 * never changes; what waits in the queue passes through all of them.
 */
export const migrations: readonly ((database: FieldDatabase) => void)[] = [
  (database) => {
    database.createObjectStore('meta');
    database.createObjectStore('records', { keyPath: ['form', 'id'] });
    database.createObjectStore('tasks', { keyPath: 'id' });
    database.createObjectStore('queue', { keyPath: 'seq' });
    database.createObjectStore('files', { keyPath: 'id' });
  },
  (database) => {
    database.createObjectStore('drafts', { keyPath: 'key' });
  },
  (database) => {
    database.createObjectStore('downloads', { keyPath: 'id' });
  },
];
