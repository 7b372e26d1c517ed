import { fromEachForm } from './catalogue.mjs';

const changes = `('created', 'updated', 'deleted', 'restored')`;

/** Records beside their histories, and the rows of sub-tables beside their records. */
export const recordChecks = [
  {
    name: 'each record has one entry "created" in its history',
    find: ({ client, forms }) =>
      fromEachForm(client, forms, ({ app, form, table }) => ({
        text: `select r.id, coalesce(h.entries, 0)::int as entries from ${table} r
          left join (select record_id, count(*) as entries from platform.history
            where app = $1 and form = $2 and kind = 'created' group by record_id) h on h.record_id = r.id
          where coalesce(h.entries, 0) <> 1`,
        values: [app, form],
      })),
  },
  {
    name: 'the version of each record is 1 + its changes in the history',
    find: ({ client, forms }) =>
      fromEachForm(client, forms, ({ app, form, table }) => ({
        text: `select r.id, r.version, coalesce(h.changes, 0)::int as changes from ${table} r
          left join (select record_id, count(*) as changes from platform.history
            where app = $1 and form = $2 and kind in ('updated', 'deleted', 'restored')
            group by record_id) h on h.record_id = r.id
          where r.version <> 1 + coalesce(h.changes, 0)`,
        values: [app, form],
      })),
  },
  {
    name: 'the versions in each history run from 1 without a gap or a double',
    find: async ({ client }) =>
      (
        await client.query(
          `select app || '/' || form as form, record_id as id, count(*)::int as entries,
             count(distinct version)::int as versions, min(version) as first, max(version) as last
           from platform.history where kind in ${changes} group by app, form, record_id
           having count(*) <> count(distinct version) or min(version) <> 1 or max(version) <> count(*)`,
        )
      ).rows,
  },
  {
    name: 'each row of a sub-table has its record',
    find: ({ client, forms }) =>
      fromEachForm(client, children(forms), ({ table, parent }) => ({
        text: `select c.id, c.parent_id as parent from ${table} c
          where not exists (select from ${parent} p where p.id = c.parent_id)`,
        values: [],
      })),
  },
];

function children(forms) {
  return forms.flatMap(({ app, form, table: parent, children: own }) =>
    own.map(({ field, table }) => ({ app, form: `${form}.${field}`, table, parent })),
  );
}
