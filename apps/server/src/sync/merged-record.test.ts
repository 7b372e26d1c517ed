import type { Wish } from '@fieldwork/api-contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { uuidv7 } from '../platform/uuid.js';
import { createTestApp, type TestApp } from '../testing/app.js';
import { installCrew, Phone } from '../testing/field-crew.js';

const jobs = '/api/v1/apps/crew/forms/job';

describe('a record that was merged while a phone had changes of it', () => {
  let test: TestApp;
  let ids: Record<string, string>;
  let olga: Awaited<ReturnType<TestApp['as']>>;
  let phone: Phone;
  let survivor: string;
  let other: string;

  beforeAll(async () => {
    test = await createTestApp();
    ids = await installCrew(test, { erik: 'engineer', olga: 'office', ella: 'engineer' });
    olga = await test.as('olga');
    phone = await new Phone(await test.as('erik')).register();
    const job = async (subject: string): Promise<string> =>
      (await olga.post(`${jobs}/records`).send({ subject, assignee: ids.erik, finding: subject }).expect(201))
        .body.data.id;
    survivor = await job('Pump');
    other = await job('Pump again');
    await olga.post(`${jobs}/merges`).send({ survivor, other }).expect(201);
  });
  afterAll(() => test.close());

  const read = async (id: string) => (await olga.get(`${jobs}/records/${id}`).expect(200)).body.data;
  const change = (id: string): Wish => ({
    name: 'record.change',
    form: 'job',
    id,
    values: { finding: 'a seal', serial: 'not his to write' },
    before: { finding: 'Pump again', serial: null },
    version: 1,
  });

  it('is told by name, and what was filled in is offered for the one that stands, and applied when it is wished', async () => {
    const result = await phone.wish(change(other));
    expect(result).toMatchObject({
      state: 'refused',
      message: { en: 'This record was merged into “Pump”', 'zh-CN': '这条记录已合并到“Pump”' },
      offer: {
        name: 'record.change',
        id: survivor,
        values: { finding: 'a seal' },
        before: { finding: 'Pump' },
      },
    });
    expect(result.offer).not.toHaveProperty('values.serial');
    expect(await phone.wish(result.offer as Wish)).toEqual(expect.objectContaining({ state: 'applied' }));
    expect(await read(survivor)).toMatchObject({ finding: 'a seal' });
  });

  it('takes its comments and what was filled in with a task along in the same way', async () => {
    const id = uuidv7();
    const said = await phone.wish({ name: 'comment.add', form: 'job', record: other, id, body: 'Here' });
    expect(said).toMatchObject({ state: 'refused', offer: { name: 'comment.add', record: survivor, id } });
    const act = { name: 'task.act', form: 'job', record: other, flow: 'handling', node: 'work' } as const;
    const values = { finding: 'oil' };
    const done = await phone.wish({ ...act, action: 'finish', values, before: { finding: 'Pump again' } });
    expect(done).toMatchObject({ state: 'refused', offer: { name: 'record.change', id: survivor, values } });
    expect(done.message).toMatchObject({ en: 'This record was merged into “Pump”' });
  });

  it('does not name, nor offer, a record that is not his', async () => {
    await olga.patch(`${jobs}/records/${survivor}`).send({ assignee: ids.ella }).expect(200);
    const result = await phone.wish(change(other));
    expect(result).toMatchObject({
      state: 'refused',
      message: { en: 'This record was merged into another one' },
    });
    expect(result.offer).toBeUndefined();
    const stranger = await new Phone(await test.as('ella')).register();
    const told = await stranger.wish(change(other));
    expect(told.message).toMatchObject({ en: expect.stringContaining('somebody else') });
  });
});
