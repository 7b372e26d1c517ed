import type { CallData } from '@fieldwork/api-contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventBus } from '../events/event-bus.js';
import { createTestApp, type TestApp } from '../testing/app.js';
import { intakeDesk } from '../testing/intake-desk.js';
import { installServiceDesk, until } from '../testing/service-desk.js';

type Agent = Awaited<ReturnType<TestApp['as']>>;
const calls = '/api/v1/apps/desk/calls';
const log = '/api/v1/apps/desk/forms/call_log/records';

describe('telephone calls', () => {
  let test: TestApp;
  let admin: Agent;
  let agent: Agent;
  let clerk: Agent;
  let ids: Record<string, string>;

  beforeAll(async () => {
    test = await createTestApp();
    ids = await installServiceDesk(test, { agent: 'agent', clerk: 'clerk' }, intakeDesk);
    admin = await test.as('admin');
    agent = await test.as('agent');
    clerk = await test.as('clerk');
    await admin
      .post('/api/v1/apps/desk/forms/customer/records')
      .send({ name: '王女士', tier: 'VIP', phone: '13800138000' })
      .expect(201);
  });
  afterAll(() => test.close());

  const ringing = async (who: Agent): Promise<CallData[]> =>
    (await who.get('/api/v1/calls').expect(200)).body.data;
  const states = async () =>
    ((await admin.get(`${log}?sort=-created_at`).expect(200)).body.data as { state: string }[]).map(
      ({ state }) => state,
    );

  it('ring on the screen of the person they are for, with who calls, and stand in the log', async () => {
    const heard: string[] = [];
    test.app.get(EventBus).subscribe(({ topic, userIds }) => heard.push(`${topic} ${userIds?.join()}`));
    await admin.post(calls).send({ caller: '+86 13800138000', agent: 'agent', callId: 'a-1' }).expect(201);
    expect(await ringing(agent)).toMatchObject([
      {
        state: 'ringing',
        intake: 'intake',
        hit: { form: 'customer', record: { name: '王女士', tier: 'VIP' } },
      },
    ]);
    expect(await ringing(clerk)).toEqual([]);
    expect(await states()).toEqual(['ringing']);
    await until(async () => heard.includes(`calls ${ids.agent}`));
  });

  it('are taken by that person alone, and a report of the same call changes nothing afterwards', async () => {
    const [call] = await ringing(agent);
    await clerk.post(`/api/v1/calls/${call?.id}/state`).send({ state: 'accepted' }).expect(404);
    await agent.post(`/api/v1/calls/${call?.id}/state`).send({ state: 'accepted' }).expect(204);
    expect(await ringing(agent)).toEqual([]);
    await admin
      .post(calls)
      .send({ caller: '13800138000', agent: 'agent', callId: 'a-1', state: 'missed' })
      .expect(201);
    expect(await states()).toEqual(['taken']);
  });

  it('count as missed when nobody says anything', async () => {
    await admin.post(calls).send({ caller: '13911112222', agent: 'agent' }).expect(201);
    expect((await ringing(agent))[0]?.hit).toBeNull();
    // It has rung for as long as the channel says.
    await test.database.query(`update platform.outbox set due_at = now() where topic = 'calls.unanswered'`);
    await until(async () => (await states())[0] === 'lost');
    expect(await ringing(agent)).toEqual([]);
  });

  it('are taken also when somebody has thrown their record away', async () => {
    await admin.post(calls).send({ caller: '13911113333', agent: 'agent' }).expect(201);
    const [call] = await ringing(agent);
    await admin.delete(`${log}/${call?.log?.id}`).expect(204);
    await agent.post(`/api/v1/calls/${call?.id}/state`).send({ state: 'accepted' }).expect(204);
    expect(await ringing(agent)).toEqual([]);
  });

  it('are reported by those who may write into the log, for people there are', async () => {
    await clerk.post(calls).send({ caller: '13800138000', agent: 'agent' }).expect(403);
    await admin.post(calls).send({ caller: '13800138000', agent: 'ghost' }).expect(422);
    await test.anonymous().post(calls).send({ caller: '13800138000', agent: 'agent' }).expect(401);
  });

  it('stand in the description of the API for those who may report them', async () => {
    const read = async (who: Agent) => (await who.get('/api/v1/openapi.json').expect(200)).body.paths;
    const { post } = (await read(admin))['/apps/desk/calls'];
    expect(post.requestBody.content['application/json'].schema).toMatchObject({
      required: ['caller', 'agent'],
      properties: { state: { enum: ['ringing', 'accepted', 'missed'] } },
    });
    await clerk.post(calls).send({ caller: '13800138000', agent: 'agent' }).expect(403);
    expect(await read(clerk)).not.toHaveProperty(['/apps/desk/calls']);
  });
});
