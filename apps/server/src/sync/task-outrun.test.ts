import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../testing/app.js';
import { installCrew, Phone } from '../testing/field-crew.js';
import { until } from '../testing/service-desk.js';

const jobs = '/api/v1/apps/crew/forms/job/records';

describe('a task done without signal, of a record that its holder no longer sees', () => {
  let test: TestApp;
  let ids: Record<string, string>;
  beforeAll(async () => {
    test = await createTestApp();
    ids = await installCrew(test, { erik: 'engineer', ella: 'engineer', olga: 'office' });
  });
  afterAll(() => test.close());

  it('is merged anew when the office writes at the same moment', async () => {
    const [erik, olga] = [await test.as('erik'), await test.as('olga')];
    const phone = await new Phone(erik).register();
    const made = await olga.post(jobs).send({ subject: 'Pump', assignee: ids.erik }).expect(201);
    const id = made.body.data.id as string;
    const open = async () => (await erik.get('/api/v1/tasks').query({ record: id }).expect(200)).body.data[0];
    const task = (await until<{ id: string }>(open)).id;
    // As long as the task has not followed its record.
    await test.database.query('update app_crew.job set assignee = $1 where id = $2', [ids.ella, id]);
    await erik.get(`${jobs}/${id}`).expect(404);

    // The office writes between the merge and the writing of it: that waits for the flow meanwhile.
    const waiting = `select count(*)::int as count from pg_locks
      where not granted and transactionid = pg_current_xact_id()::xid`;
    const { pushing } = await test.database.transaction(async (tx) => {
      await tx.query('select from platform.flow_instance where record_id = $1 for update', [id]);
      const wish = { name: 'task.act', form: 'job', record: id, task, action: 'finish' } as const;
      const values = { values: { finding: 'mine' }, before: { finding: null } };
      const sent = phone.wish({ ...wish, ...values } as never);
      await until(async () => (await tx.query<{ count: number }>(waiting)).rows[0]?.count);
      await olga.patch(`${jobs}/${id}`).send({ remark: 'office' }).expect(200);
      return { pushing: sent };
    });
    expect(await pushing).toMatchObject({ state: 'applied' });
    const { body } = await olga.get(`${jobs}/${id}`).expect(200);
    expect(body.data).toMatchObject({ finding: 'mine', remark: 'office', status: 'done' });
  });
});
