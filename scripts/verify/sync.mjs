import { from } from './catalogue.mjs';

/** What devices reported, beside how far their queues are settled. */
export const syncChecks = [
  {
    name: 'a device’s queue is settled without a gap, each entry once',
    find: ({ client }) =>
      from(
        client,
        `select q.device, q.app, q.settled_seq as settled, count(e.seq)::int as entries,
                coalesce(max(e.seq), 0) as last, count(distinct e.id)::int as wishes
         from platform.sync_queue q left join platform.sync_entry e using (device, app)
         group by q.device, q.app, q.settled_seq
         having count(e.seq) <> q.settled_seq or coalesce(max(e.seq), 0) <> q.settled_seq
           or coalesce(min(e.seq), 1) <> 1`,
      ),
  },
  {
    name: 'a refused entry says why, and keeps what was wished',
    find: ({ client }) =>
      from(
        client,
        `select device, app, seq from platform.sync_entry
         where (answer->>'state') is distinct from state or (answer->>'seq')::int is distinct from seq
           or state = 'refused' and (wish is null or answer->'message' is null)`,
      ),
  },
  {
    name: 'what a device made is there, and was made once',
    find: async ({ client, forms }) => {
      const found = [];
      for (const { app, form, table } of forms) {
        const { rows } = await client.query(
          `select e.device, e.app, e.form, e.record_id as record,
                  (select count(*) from platform.history h
                   where h.record_id = e.record_id and h.app = e.app and h.form = e.form and h.kind = 'created')::int as made
           from platform.sync_entry e
           where e.app = $1 and e.form = $2 and e.name = 'record.create' and e.state = 'applied'
             and (not exists (select from ${table} t where t.id = e.record_id)
                  or (select count(*) from platform.history h
                      where h.record_id = e.record_id and h.app = e.app and h.form = e.form and h.kind = 'created') <> 1)
             and not exists (select from platform.record_merge m where m.other = e.record_id)`,
          [app, form],
        );
        found.push(...rows);
      }
      return found;
    },
  },
  {
    name: 'nothing happened after it was reported, nor before its record was made',
    find: ({ client }) =>
      from(
        client,
        `select h.app, h.form, h.record_id as record, h.id from platform.history h
         where h.happened_at is not null and (h.happened_at > h.at + interval '2 seconds' or h.kind <> 'created' and exists (
           select from platform.history c where c.record_id = h.record_id and c.app = h.app and c.form = h.form
             and c.kind = 'created' and coalesce(c.happened_at, c.at) > h.happened_at + interval '1 second'))`,
      ),
  },
];
