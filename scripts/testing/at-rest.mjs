import pg from 'pg';

const mostMs = 180_000;
const stepMs = 250;
/** What is done may set off more a moment later. */
const stillSteps = 8;

/** Waits until nothing in the outbox of this database is due any more, such as what a fresh demo sets off. */
export async function atRest(databaseUrl) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const end = Date.now() + mostMs;
    for (let still = 0; still < stillSteps && Date.now() < end; ) {
      const { rows } = await client.query(
        `select count(*)::int as due from platform.outbox
         where done_at is null and failed_at is null and due_at <= now()`,
      );
      still = rows[0].due === 0 ? still + 1 : 0;
      await new Promise((resolve) => setTimeout(resolve, stepMs));
    }
  } finally {
    await client.end();
  }
}
