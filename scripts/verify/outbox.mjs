import { from } from './catalogue.mjs';

/** Work that follows from what was written. */
export const outboxChecks = [
  {
    name: 'nothing in the outbox is both done and given up',
    find: ({ client }) =>
      from(
        client,
        'select id, topic from platform.outbox where done_at is not null and failed_at is not null',
      ),
  },
  {
    // What was due before it was written (a moment long past) is late only when it waits since.
    name: 'nothing in the outbox is five minutes late',
    find: ({ client }) =>
      from(
        client,
        `select id, topic, due_at as due, attempts, error from platform.outbox
         where done_at is null and failed_at is null
           and greatest(due_at, created_at) < now() - interval '5 minutes' order by due_at`,
      ),
  },
  {
    name: 'at most one row waits for a topic and key',
    find: ({ client }) =>
      from(
        client,
        `select topic, key, count(*)::int as rows from platform.outbox
         where key is not null and done_at is null and failed_at is null group by 1, 2 having count(*) > 1`,
      ),
  },
];
