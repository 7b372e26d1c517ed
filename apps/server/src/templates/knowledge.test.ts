import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp, testPassword } from '../testing/app.js';
import { until } from '../testing/service-desk.js';

type Agent = ReturnType<TestApp['anonymous']>;
const app = '/api/v1/apps/after_sales/forms';

describe('knowledge in the after-sales template', () => {
  let test: TestApp;
  const people: Record<string, Agent> = {};
  beforeAll(async () => {
    test = await createTestApp({ config: { demoPassword: testPassword } });
    const admin = await test.as('admin');
    await admin.post('/api/v1/templates/after-sales/install').send({ demo: true }).expect(201);
    for (const login of ['manager1', 'engineer1', 'agent1', 'viewer1']) {
      const agent = test.anonymous();
      await agent.post('/api/v1/session').send({ login, password: testPassword }).expect(201);
      people[login] = agent;
    }
  }, 300_000);
  afterAll(() => test.close());

  const make = async (audience: string[]): Promise<string> => {
    const values = {
      title: '换滤芯的步骤',
      kind: 'sop',
      state: 'published',
      audience,
      steps: '<p>先断水</p>',
    };
    const { body } = await (people.manager1 as Agent).post(`${app}/knowledge_article/records`).send(values);
    expect(body.issues ?? []).toEqual([]);
    return body.data.id;
  };
  const status = async (login: string, id: string) =>
    (await (people[login] as Agent).get(`${app}/knowledge_article/records/${id}`)).status;

  it('is read by those it is meant for', async () => {
    const [field, desk] = [await make(['engineer']), await make(['agent'])];
    expect([await status('engineer1', field), await status('agent1', field)]).toEqual([200, 404]);
    expect([await status('engineer1', desk), await status('agent1', desk)]).toEqual([404, 200]);
    expect(await status('viewer1', field)).toBe(404);
    const found = await (people.agent1 as Agent)
      .get('/api/v1/apps/after_sales/search')
      .query({ q: '换滤芯的步骤' })
      .expect(200);
    expect(JSON.stringify(found.body.data)).not.toContain(field);
  });

  it('counts whom it helped', async () => {
    const id = await make([]);
    const votes: Record<string, string> = {};
    for (const [login, useful] of [
      ['engineer1', true],
      ['agent1', false],
      ['manager1', true],
    ] as const) {
      const { body } = await (people[login] as Agent)
        .post(`${app}/article_vote/records`)
        .send({ article: id, useful })
        .expect(201);
      votes[login] = body.data.id;
    }
    await until(async () => {
      const { body } = await (people.manager1 as Agent)
        .get(`${app}/knowledge_article/records/${id}`)
        .expect(200);
      return body.data.helpful_count === '2' && body.data.unhelpful_count === '1';
    }, 60_000);
    // Once per person: a second vote is refused, a change of mind counts.
    const agent = people.agent1 as Agent;
    expect((await agent.post(`${app}/article_vote/records`).send({ article: id })).status).toBe(422);
    await agent.patch(`${app}/article_vote/records/${votes.agent1}`).send({ useful: true }).expect(200);
    await (people.engineer1 as Agent)
      .patch(`${app}/article_vote/records/${votes.agent1}`)
      .send({ useful: false })
      .expect(403);
    await until(async () => {
      const { body } = await agent.get(`${app}/knowledge_article/records/${id}`).expect(200);
      return body.data.helpful_count === '3' && body.data.unhelpful_count === '0';
    }, 60_000);
  });
});
