import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '../platform/database/database.js';
import { uuidv7 } from '../platform/uuid.js';
import { createTestApp, type TestApp } from '../testing/app.js';
import { installCrew, Phone } from '../testing/field-crew.js';

const jobs = '/api/v1/apps/crew/forms/job/records';
const devices = '/api/v1/devices';

describe('a phone that begins anew after the server was set back', () => {
  let test: TestApp;
  let ids: Record<string, string>;
  let erik: Awaited<ReturnType<TestApp['as']>>;
  let olga: Awaited<ReturnType<TestApp['as']>>;

  beforeAll(async () => {
    test = await createTestApp();
    ids = await installCrew(test, { erik: 'engineer', ella: 'engineer', olga: 'office' });
    erik = await test.as('erik');
    olga = await test.as('olga');
  });
  afterAll(() => test.close());

  const job = async (): Promise<string> =>
    (await olga.post(jobs).send({ subject: 'Pump', assignee: ids.erik }).expect(201)).body.data.id;
  const comment = (record: string, body: string) =>
    ({ name: 'comment.add', form: 'job', record, id: uuidv7(), body }) as const;
  const comments = async (id: string): Promise<string[]> =>
    (await olga.get(`${jobs}/${id}/comments`).expect(200)).body.data.map(
      ({ body }: { body: string }) => body,
    );
  const register = (phone: Phone, replaces: string, agent = erik) =>
    agent.post(devices).send({ id: phone.id, name: 'Phone', replaces });
  const listed = async (agent = erik): Promise<string[]> =>
    (await agent.get(devices).expect(200)).body.data.map(({ id }: { id: string }) => id);

  /** The rows of a device behind an entry are gone, as in a copy of the database of an earlier moment. */
  const setBack = (device: string, seq: number) =>
    test.app.get(Database).query(
      `with gone as (delete from platform.sync_entry where device = $1 and seq > $2)
       update platform.sync_queue set settled_seq = $2 where device = $1`,
      [device, seq],
    );

  it('sends everything once more and doubles nothing that the server still has', async () => {
    const record = await job();
    const old = await new Phone(erik).register();
    const [kept, lost, next] = ['kept', 'lost', 'next'].map((body) => old.mutation(comment(record, body)));
    await old.push([kept as object]).expect(200);
    await setBack(old.id, 1);
    // The server misses the second one, which the phone believes applied, and says how far it is.
    const stuck = (await old.push([next as object]).expect(200)).body.data;
    expect(stuck).toMatchObject({ results: [], settledSeq: 1 });
    const phone = new Phone(erik);
    await register(phone, old.id).expect(201);
    const again = [kept, lost, next].map((entry, index) => ({ ...entry, seq: index + 1 }));
    const answer = (await phone.push(again).expect(200)).body.data;
    expect(answer).toMatchObject({
      settledSeq: 3,
      results: [{ seq: 1, state: 'applied' }, { state: 'applied' }, { state: 'applied' }],
    });
    expect((await comments(record)).toSorted()).toEqual(['kept', 'lost', 'next']);
    expect((await phone.push(again).expect(200)).body.data.results).toEqual(answer.results);
    expect(await listed()).toEqual([phone.id]);
    // The phone that it was is told that it is over.
    await old.push([]).expect(403);
  });

  it('keeps the moments at which things happened', async () => {
    const record = await job();
    const old = await new Phone(erik).register();
    const before = new Date().toISOString();
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    const phone = new Phone(erik);
    await register(phone, old.id).expect(201);
    await register(phone, old.id).expect(201);
    const wish = {
      name: 'record.change',
      form: 'job',
      id: record,
      values: { finding: 'a seal' },
      before: { finding: null },
      version: 1,
    } as const;
    expect(await phone.wish(wish, { at: before })).toMatchObject({ state: 'applied' });
    const { body } = await olga.get(`${jobs}/${record}/history`).expect(200);
    const told = body.data.find(({ kind }: { kind: string }) => kind === 'updated');
    expect(Math.abs(Date.parse(told.happenedAt) - Date.parse(before))).toBeLessThan(1_000);
  });

  it('is not the way around a phone that was shut out, nor to anybody else’s', async () => {
    const lost = await new Phone(erik).register();
    await erik.post(`${devices}/${lost.id}/revoke`).expect(204);
    const { body } = await register(new Phone(erik), lost.id).expect(403);
    expect(body.type).toContain('device-revoked');

    const ella = await test.as('ella');
    const hers = await new Phone(ella).register();
    const record = await job();
    const said = hers.mutation(comment(record, 'not hers to see'));
    await hers.push([said]).expect(200);
    const mine = new Phone(erik);
    await register(mine, hers.id).expect(201);
    expect(await listed(ella)).toEqual([hers.id]);
    // Her wish under the same id is another one to him, and is decided by his rights.
    expect((await mine.push([{ ...said, seq: 1 }]).expect(200)).body.data.results[0].state).toBe('applied');
    expect(await comments(record)).toEqual(['not hers to see']);
  });

  it('learns that the server does not know it at all, and registers as a new phone', async () => {
    const phone = new Phone(erik);
    const { body } = await phone.push([]).expect(404);
    expect(body.type).toContain('device-unknown');
    await register(phone, crypto.randomUUID()).expect(201);
    await phone.push([]).expect(200);
  });

  it('does a wish once that two phones of one person send at the same moment', async () => {
    const record = await job();
    const phones = await Promise.all([1, 2, 3].map(() => new Phone(erik).register()));
    const entry = phones[0]?.mutation(comment(record, 'once')) as object;
    const answers = await Promise.all(phones.map((phone) => phone.push([{ ...entry, seq: 1 }])));
    expect(answers.map(({ body }) => body.data.results[0]?.state)).toEqual(['applied', 'applied', 'applied']);
    expect(await comments(record)).toEqual(['once']);
  });
});
