import { from, fromEachForm } from './catalogue.mjs';

/** Imports beside the rows they brought. */
export const importChecks = [
  {
    name: 'an import counts each row of its file once',
    find: ({ client }) =>
      from(
        client,
        `select p.job_id as job, p.next_row, p.created, p.updated, p.failed from platform.import_progress p
         where p.created + p.updated + p.failed > p.next_row`,
      ),
  },
  {
    name: 'an import keeps each row that could not be read',
    find: ({ client }) =>
      from(
        client,
        `select p.job_id as job, p.failed, count(e.row_number)::int as kept from platform.import_progress p
         left join platform.import_error e using (job_id) group by p.job_id, p.failed
         having p.failed <> count(e.row_number)`,
      ),
  },
  {
    name: 'the imports of a form made as many records as came from imports',
    find: ({ client, forms }) =>
      fromEachForm(client, forms, ({ app, form }) => ({
        text: `select * from (
            select (select coalesce(sum(p.created), 0)::int from platform.import_progress p
                join platform.job j on j.id = p.job_id
                where j.data->>'app' = $1 and j.data->>'form' = $2) as counted,
              (select count(*)::int from platform.history h where h.app = $1 and h.form = $2
                and h.kind = 'created' and h.detail->>'kind' = 'import') as made) sums
          where counted <> made`,
        values: [app, form],
      })),
  },
  {
    name: 'a job that runs gives signs of life',
    find: ({ client }) =>
      from(
        client,
        `select id as job, kind, state, heartbeat_at as heard from platform.job
         where state = 'running' and heartbeat_at < now() - interval '5 minutes'`,
      ),
  },
];
