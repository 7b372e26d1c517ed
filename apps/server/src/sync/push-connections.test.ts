import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { uuidv7 } from '../platform/uuid.js';
import { createTestApp, type TestApp } from '../testing/app.js';
import { installCrew, Phone } from '../testing/field-crew.js';
import { until } from '../testing/service-desk.js';

describe('a push where connections are few', () => {
  let test: TestApp;
  let ids: Record<string, string>;
  beforeAll(async () => {
    test = await createTestApp();
    ids = await installCrew(test, { erik: 'engineer', olga: 'office' });
  });
  afterAll(() => test.close());

  it('takes no second connection while it holds one, whatever it does', async () => {
    const erik = await test.as('erik');
    const phone = await new Phone(erik).register();
    const id = uuidv7();
    const task = { name: 'task.act', form: 'job', record: id, flow: 'handling' } as const;
    const values = { subject: 'Pump', assignee: ids.erik };
    expect(await phone.wish({ name: 'record.create', form: 'job', id, values })).toMatchObject({
      state: 'applied',
    });
    await until(async () => (await erik.get('/api/v1/tasks').query({ record: id })).body.data[0]);
    const finished = { ...task, node: 'work', action: 'finish', values: { finding: 'ok' }, before: {} };
    // All the others are taken for as long as the push runs.
    const taken = await Promise.all(Array.from({ length: 7 }, () => test.database.pool.connect()));
    const push = phone
      .push([
        phone.mutation({ name: 'record.create', form: 'job', id: uuidv7(), values }),
        phone.mutation(finished),
        // Refused: it is done already, and what was filled in is offered as a change.
        phone.mutation({ ...finished, values: { finding: 'again' }, before: { finding: 'ok' } }),
        phone.mutation({ name: 'comment.add', form: 'job', record: id, id: uuidv7(), body: 'Here' }),
      ])
      .timeout(15_000)
      .expect(200);
    const answer = await Promise.resolve(push).finally(() => {
      for (const client of taken) client.release();
    });
    expect(answer.body.data.results).toMatchObject([
      { state: 'applied' },
      { state: 'applied' },
      { state: 'refused', offer: { name: 'record.change', id, values: { finding: 'again' } } },
      { state: 'applied' },
    ]);
  });
});
