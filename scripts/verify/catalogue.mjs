import pg from 'pg';

/**
 * @typedef {object} StoredForm
 * @property {string} app
 * @property {string} form
 * @property {string} table quoted, with its schema
 * @property {{ id: string, type: string, fields?: object[] }[]} fields
 * @property {{ field: string, table: string }[]} children the tables of its sub-tables
 */

/** The published forms that have their tables. @returns {Promise<StoredForm[]>} */
export async function readCatalogue(client) {
  const tables = new Set(
    (await client.query(`select schemaname || '.' || tablename as name from pg_tables`)).rows.map(
      (row) => row.name,
    ),
  );
  const { rows } = await client.query(
    `select v.app, v.id as form, v.document->'fields' as fields
     from platform.document d
     join platform.document_version v using (app, kind, id)
     where d.kind = 'form' and v.version = d.published_version order by v.app, v.id`,
  );
  return rows
    .filter(({ app, form }) => tables.has(`app_${app}.${form}`))
    .map(({ app, form, fields }) => ({
      app,
      form,
      fields,
      table: quoted(app, form),
      children: fields
        .filter((field) => field.fields && tables.has(`app_${app}.${form}__${field.id}`))
        .map((field) => ({ field: field.id, table: quoted(app, `${form}__${field.id}`) })),
    }));
}

/** All rows of one query per form. */
export async function fromEachForm(client, forms, query) {
  const found = [];
  for (const form of forms) {
    const { text, values } = query(form);
    const { rows } = await client.query(text, values);
    for (const row of rows) found.push({ form: `${form.app}/${form.form}`, ...row });
  }
  return found;
}

/** All rows of one query. */
export async function from(client, text) {
  return (await client.query(text)).rows;
}

function quoted(app, table) {
  return `${pg.escapeIdentifier(`app_${app}`)}.${pg.escapeIdentifier(table)}`;
}
