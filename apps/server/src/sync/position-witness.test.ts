import type { HistoryEntry } from '@fieldwork/api-contract';
import type { Field } from '@fieldwork/metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { crewApp } from '../../../../scripts/sync-simulator/crew-app.mjs';
import { uuidv7 } from '../platform/uuid.js';
import { createTestApp, type TestApp } from '../testing/app.js';
import { installCrew, Phone } from '../testing/field-crew.js';

type Agent = Awaited<ReturnType<TestApp['as']>>;
const jobs = '/api/v1/apps/crew/forms/job/records';
const more = [
  { id: 'here', type: 'location', label: 'here' },
  {
    id: 'spots',
    type: 'sub_table',
    label: 'spots',
    fields: [{ id: 'spot', type: 'location', label: 'spot' }],
  },
] as Field[];
const documents = crewApp.map((document) =>
  document.kind === 'form' && document.id === 'job'
    ? { ...document, fields: [...document.fields, ...more] }
    : document,
);
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
/** On one meridian, where a degree of latitude is 111 km. */
const place = (latitude: number, minutes: number) => ({
  longitude: '121',
  latitude: String(latitude),
  accuracy: 20,
  at: ago(minutes),
  source: 'device',
});
const told = (latitude: number, minutes: number) => {
  const { at } = place(latitude, minutes);
  return { position: { longitude: 121, latitude, accuracy: 20, at } };
};

describe('a position that somebody writes into a record', () => {
  let test: TestApp;
  let olga: Agent;
  const people: Record<string, string> = { olga: 'office' };
  const logins = ['jump', 'slow', 'late', 'first', 'other', 'told', 'mark', 'rows', 'copy'];
  for (const login of logins) people[login] = 'engineer';
  let ids: Record<string, string>;

  beforeAll(async () => {
    test = await createTestApp();
    ids = await installCrew(test, people, documents);
    olga = await test.as('olga');
  });
  afterAll(() => test.close());

  /** Somebody with a record of his own into which he writes where he is. */
  const on = async (login: string) => {
    const agent = await test.as(login);
    const id = (await olga.post(jobs).send({ subject: 'Pump', assignee: ids[login] }).expect(201)).body.data
      .id;
    const read = async () => (await olga.get(`${jobs}/${id}`).expect(200)).body.data;
    const write = async (values: object) => {
      await agent.patch(`${jobs}/${id}`).send(values).expect(200);
      return (await read()).here;
    };
    return { id, agent, write, read };
  };
  const wish = (id: string, here: object) =>
    ({ name: 'record.change', form: 'job', id, values: { here }, before: {}, version: 1 }) as const;

  it('is marked where nobody gets there so quickly, on the record, in its history and in lists', async () => {
    const { write, id } = await on('jump');
    expect(await write({ here: place(31, 30) })).not.toHaveProperty('doubt');
    expect(await write({ here: place(34, 20) })).toMatchObject({ doubt: 'jump', km: 334, minutes: 10 });
    const entries: HistoryEntry[] = (await olga.get(`${jobs}/${id}/history`).expect(200)).body.data;
    expect(entries.map(({ changes }) => (changes?.here?.[1] as { doubt?: string })?.doubt)).toContain('jump');
    const filter = JSON.stringify({ '==': [{ var: 'here.doubt' }, 'jump'] });
    const found = (await olga.get(jobs).query({ filter }).expect(200)).body.data;
    expect(found.map((one: { id: string }) => one.id)).toEqual([id]);
  });

  it('is in order where one can have driven there, and where nothing was known before', async () => {
    const { write } = await on('slow');
    expect(await write({ here: place(31, 90) })).not.toHaveProperty('doubt');
    expect(await write({ here: place(31.9, 30) })).not.toHaveProperty('doubt');
    const first = await on('first');
    expect(await first.write({ here: place(60, 1) })).not.toHaveProperty('doubt');
  });

  it('is not compared with where somebody else was', async () => {
    const other = await on('other');
    await (await on('slow')).write({ here: place(31, 11) });
    expect(await other.write({ here: place(50, 10) })).not.toHaveProperty('doubt');
  });

  it('counts by when it was taken, also when it is told late', async () => {
    const { id, agent, read } = await on('late');
    const phone = await new Phone(agent).register();
    await phone.push([], told(31, 300)).expect(200);
    const wishes = [place(31.2, 240), place(36, 235), place(31.3, 120)].map((here) => wish(id, here));
    // The phone is elsewhere by now, and says so with the push that brings the first of them.
    const [slow, jump, back] = wishes.map((one) => phone.mutation(one));
    await phone.push([slow as object], told(40, 0)).expect(200);
    expect((await read()).here).not.toHaveProperty('doubt');
    await phone.push([jump as object]).expect(200);
    expect((await read()).here).toMatchObject({ doubt: 'jump', km: 534, minutes: 5 });
    await phone.push([back as object]).expect(200);
    expect((await read()).here).toMatchObject({ latitude: '31.3', doubt: 'jump', minutes: 115 });
  });

  it('is compared with the one before, not with itself as the phone told it along', async () => {
    const { id, agent, read } = await on('told');
    const phone = await new Phone(agent).register();
    await phone.push([], told(31, 20)).expect(200);
    const here = place(33, 5);
    const { position } = told(33, 5);
    await phone
      .push([phone.mutation(wish(id, here))], { position: { ...position, at: here.at } })
      .expect(200);
    expect((await read()).here).toMatchObject({ doubt: 'jump', minutes: 15 });
  });

  it('keeps what the server said of it; nobody takes the mark away or makes one', async () => {
    const { write, agent, id } = await on('mark');
    await write({ here: place(31, 60) });
    const jumped = place(38, 50);
    expect(await write({ here: jumped })).toMatchObject({ doubt: 'jump' });
    expect(await write({ here: { ...jumped, reason: '改一下' } })).toMatchObject({
      doubt: 'jump',
      km: 778,
      reason: '改一下',
    });
    expect(await write({ here: { ...jumped, doubt: 'stale' } })).toMatchObject({ doubt: 'jump', km: 778 });
    const forged = { ...place(38, 40), doubt: 'jump', km: 1, minutes: 1 };
    expect(await write({ here: forged })).not.toHaveProperty('doubt');
    const honest = { ...place(38, 30), doubt: 'fixed' };
    expect(await write({ here: honest })).toMatchObject({ doubt: 'fixed' });
    const bare = { ...honest, doubt: undefined, reason: '再改' };
    expect(await write({ here: bare })).toMatchObject({ doubt: 'fixed', reason: '再改' });
    await agent
      .patch(`${jobs}/${id}`)
      .send({ here: { ...place(38, 20), doubt: 'mock' } })
      .expect(422);
  });

  it('is looked at in rows and in new records too', async () => {
    const { agent } = await on('rows');
    await agent
      .post(jobs)
      .send({ subject: 'A', assignee: ids.rows, here: place(31, 60) })
      .expect(201);
    const made = { subject: 'B', assignee: ids.rows, id: uuidv7(), spots: [{ spot: place(34, 55) }, {}] };
    await agent.post(jobs).send(made).expect(201);
    const { spots } = (await olga.get(`${jobs}/${made.id}`).expect(200)).body.data;
    expect(spots).toMatchObject([{ spot: { doubt: 'jump', minutes: 5 } }, { spot: null }]);
    await agent
      .patch(`${jobs}/${made.id}`)
      .send({
        spots: [
          { ...spots[0], spot: { ...spots[0].spot, doubt: undefined, km: undefined, minutes: undefined } },
        ],
      })
      .expect(200);
    const again = (await olga.get(`${jobs}/${made.id}`).expect(200)).body.data.spots;
    expect(again).toMatchObject([{ id: spots[0].id, spot: { doubt: 'jump', minutes: 5 } }]);
  });

  it('goes into another record by a merge as it is, whoever merges', async () => {
    const [from, to] = [await on('copy'), await on('copy')];
    await from.write({ here: place(31, 60) });
    const marked = await from.write({ here: place(34, 55) });
    await olga
      .post('/api/v1/apps/crew/forms/job/merges')
      .send({ survivor: to.id, other: from.id, take: ['here'] })
      .expect(201);
    expect((await to.read()).here).toEqual(marked);
    const { rowCount } = await test.database.query('select from platform.known_position where user_id = $1', [
      ids.olga,
    ]);
    expect(rowCount).toBe(0);
  });

  it('leaves only the last few behind', async () => {
    const { write } = await on('slow');
    for (let minute = 9; minute > 0; minute--) await write({ here: place(31, minute / 10) });
    const { rowCount } = await test.database.query('select from platform.known_position where user_id = $1', [
      ids.slow,
    ]);
    expect(rowCount).toBe(5);
  });
});
