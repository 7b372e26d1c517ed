import { from } from './catalogue.mjs';

const key = 'app, deadline, record_id as record, target';

/** The clocks of records, their ledgers, and what is kept of them in the records. */
export const deadlineChecks = [
  {
    name: 'the ledger of a clock adds up to the time from its start to its last change',
    find: ({ client }) =>
      from(
        client,
        `select ${key}, elapsed, told from (
           select s.app, s.deadline, s.record_id, s.target,
                  (extract(epoch from (s.state->>'since')::timestamptz - s.started_at) * 1000)::bigint as elapsed,
                  coalesce((select sum(e.working_ms + e.outside_ms) from platform.deadline_entry e
                            where (e.app, e.deadline, e.record_id, e.target, e.edition)
                                = (s.app, s.deadline, s.record_id, s.target, s.edition)), 0)::bigint as told
           from platform.deadline_state s where s.started_at is not null) as clock
         where elapsed <> told`,
      ),
  },
  {
    name: 'the stretches of a ledger follow one another without a hole',
    find: ({ client }) =>
      from(
        client,
        `select ${key}, from_at from (
           select *, lag(to_at) over (partition by app, deadline, record_id, target, edition order by from_at) as before
           from platform.deadline_entry) as entry
         where before <> from_at or (extract(epoch from to_at - from_at) * 1000)::bigint <> working_ms + outside_ms`,
      ),
  },
  {
    name: 'a clock has used up what its ledger says ran',
    find: ({ client }) =>
      from(
        client,
        `select s.app, s.deadline, s.record_id as record, s.target from platform.deadline_state s
         where s.started_at is not null and (s.state->>'consumedMs')::bigint <> coalesce((
           select sum(e.working_ms) from platform.deadline_entry e
           where (e.app, e.deadline, e.record_id, e.target, e.edition)
               = (s.app, s.deadline, s.record_id, s.target, s.edition)
             and e.phase = 'running'), 0)`,
      ),
  },
  {
    name: 'the due time and state kept in a record are those of its clock',
    async find({ client, forms }) {
      const { rows } = await client.query(
        `select v.app, v.id, v.document from platform.document d
         join platform.document_version v using (app, kind, id)
         where d.kind = 'deadline' and v.version = d.published_version`,
      );
      const found = [];
      for (const { app, id, document } of rows)
        for (const { id: target, keep } of document.targets) {
          const table = forms.find((one) => one.app === app && one.form === document.form)?.table;
          const columns = [
            [keep?.due, 's.due_at'],
            [keep?.state, 's.name'],
          ].filter(([field]) => field !== undefined);
          if (!table || columns.length === 0) continue;
          const differs = columns.map(([field, column]) => `t."${field}" is distinct from ${column}`);
          const answer = await client.query(
            `select s.app, s.deadline, s.record_id as record, s.target
             from platform.deadline_state s join ${table} t on t.id = s.record_id
             where s.app = $1 and s.deadline = $2 and s.target = $3 and (${differs.join(' or ')})`,
            [app, id, target],
          );
          found.push(...answer.rows);
        }
      return found;
    },
  },
];
