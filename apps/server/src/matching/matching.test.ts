import type { Proposal } from '@fieldwork/api-contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../testing/app.js';
import { dispatchDesk } from '../testing/dispatch-desk.js';
import { installServiceDesk, until } from '../testing/service-desk.js';

let test: TestApp;
let users: Record<string, string>;
const ids: Record<string, string> = {};
type Agent = Awaited<ReturnType<TestApp['as']>>;
let dispatcher: Agent;
const api = '/api/v1/apps/desk';

async function make(form: string, values: object): Promise<string> {
  const answer = await dispatcher.post(`${api}/forms/${form}/records`).send(values);
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return answer.body.data.id as string;
}
const place = (longitude: number) => ({ city: '北京市', longitude, latitude: 39.9 });
const order = (more: object = {}) =>
  make('work_order', {
    subject: '单',
    region: 'north',
    line: 'hvac',
    level: 2,
    place: place(116.4),
    ...more,
  });

async function propose(record: string, agent = dispatcher, as?: object): Promise<Proposal> {
  const answer = await agent.post(`${api}/matchings/who/proposals`).send({ recordId: record, as });
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return answer.body.data as Proposal;
}
const names = ({ ranked }: Proposal) => ranked.map(({ candidate }) => candidate.title);

beforeAll(async () => {
  test = await createTestApp();
  users = await installServiceDesk(
    test,
    { dispatcher1: 'dispatcher', near: 'engineer', far: 'engineer', south: 'engineer', northern: 'north' },
    dispatchDesk,
  );
  const admin = await test.as('admin');
  dispatcher = admin;
  const engineer = (name: string, more: object) =>
    make('engineer', { name, account: users[name] ?? null, active: true, ...more });
  const skills = [{ line: 'hvac', level: 3 }];
  ids.near = await engineer('near', { region: 'north', home: place(116.42), skills });
  ids.far = await engineer('far', { region: 'north', home: place(116.6), skills });
  ids.south = await engineer('south', {
    region: 'south',
    home: place(116.4),
    skills: [{ line: 'hvac', level: 1 }],
  });
  ids.gone = await engineer('gone', { region: 'north', active: false, skills });
  ids.customer = await make('customer', { name: '甲公司' });
  dispatcher = await test.as('dispatcher1');
});
afterAll(() => test.close());

describe('a proposal', () => {
  it('ranks those who can, and says of the others what would have to change', async () => {
    const found = await propose(await order());
    expect(names(found)).toEqual(['near', 'far']);
    const [best] = found.ranked;
    expect(best).toMatchObject({ person: { id: users.near }, distanceKm: '2.2' });
    expect(best?.terms.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(best?.score as number, 4);
    expect(found.excluded).toHaveLength(1);
    expect(found.excluded[0]?.failed.map(({ constraint, isComplete }) => [constraint, isComplete])).toEqual([
      ['region', true],
      ['skill', true],
    ]);
    expect(found.excluded[0]?.failed[0]?.changes[0]?.words).toEqual({
      'zh-CN': 'region：south → north',
      en: 'region: south → north',
    });
  });

  it('knows who was there before', async () => {
    await make('work_order', { subject: '旧单', region: 'south', engineer: ids.far, customer: ids.customer });
    expect(names(await propose(await order({ customer: ids.customer })))).toEqual(['far', 'near']);
  });

  it('is made with the eyes of whoever asks', async () => {
    const northern = await test.as('northern');
    const record = await order();
    const found = await propose(record, northern);
    expect([...found.ranked, ...found.excluded].map(({ candidate }) => candidate.id).sort()).toEqual(
      [ids.near, ids.far].sort(),
    );
    expect(found.ranked.map(({ distanceKm }) => distanceKm)).toEqual([null, null]);
    const southern = await order({ region: 'south' });
    await northern.post(`${api}/matchings/who/proposals`).send({ recordId: southern }).expect(404);
    await (await test.as('stranger'))
      .post(`${api}/matchings/who/proposals`)
      .send({ recordId: record })
      .expect(404);
  });

  it('can be asked for another time than the record says, and for nothing else', async () => {
    const record = await order({ level: 3 });
    expect(names(await propose(record))).toEqual(['near', 'far']);
    // Of the level that it would be then.
    const found = await propose(record, dispatcher, { level: '4', planned_start: '2026-03-02T01:00:00Z' });
    expect(found.ranked).toEqual([]);
    for (const as of [{ customer: ids.customer }, { region: '1' }, { level: '2026-03-02T01:00:00Z' }])
      await dispatcher.post(`${api}/matchings/who/proposals`).send({ recordId: record, as }).expect(422);
    const choose = (as?: object, reason?: string) =>
      dispatcher
        .post(`${api}/matchings/who/choices`)
        .send({ recordId: record, candidateId: ids.near, as, reason });
    await choose().expect(201);
    await choose({ level: '4' }).expect(422);
    await choose({ level: '4' }, '紧急').expect(201);
  });
});

describe('a choice by hand', () => {
  it('below the best asks why, stands on the timeline once it is written, and is counted', async () => {
    const record = await order();
    const choose = (candidateId: string, reason?: string) =>
      dispatcher.post(`${api}/matchings/who/choices`).send({ recordId: record, candidateId, reason });
    const refused = await choose(ids.far as string).expect(422);
    expect(refused.body.issues[0]).toMatchObject({ path: ['reason'], code: 'required' });
    await choose(ids.south as string).expect(422);
    await choose(ids.far as string, '客户指定').expect(201);
    await dispatcher
      .patch(`${api}/forms/work_order/records/${record}`)
      .send({ engineer: ids.far })
      .expect(200);
    const entry = await until(async () => {
      const { body } = await dispatcher.get(`${api}/forms/work_order/records/${record}/history`);
      return body.data.find(({ kind }: { kind: string }) => kind === 'notice');
    });
    expect(entry.detail.reason).toBe('客户指定');
    expect(entry.detail.label['zh-CN']).toMatch(/^选择了 far，比推荐的 near 低 [\d.]+ 分$/);
    const { body } = await dispatcher.get(`${api}/matchings/who/choices/summary`).expect(200);
    expect(body.data).toMatchObject({
      count: 1,
      overridden: 1,
      excluded: 0,
      reasons: [{ reason: '客户指定', count: 1 }],
    });
    expect(body.data.meanDifference).toBeGreaterThan(5);
    const list = await dispatcher.get(`${api}/matchings/who/choices`).expect(200);
    expect(list.body.data[0]).toMatchObject({
      candidate: { title: 'far' },
      best: { title: 'near' },
      rank: 2,
    });
    await (await test.as('northern')).get(`${api}/matchings/who/choices`).expect(403);
  });
});

describe('many at once', () => {
  it('are never served worse than one by one, within what each has left', async () => {
    const records: string[] = [];
    for (let index = 0; index < 8; index++) records.push(await order({ subject: `批 ${index}` }));
    const { body } = await dispatcher
      .post(`${api}/matchings/who/assignments`)
      .send({ recordIds: records })
      .expect(200);
    const { proposal } = body.data;
    expect(proposal.total).toBeGreaterThanOrEqual(proposal.greedyTotal);
    expect(proposal.isOptimal).toBe(true);
    const taken = new Map<string, number>();
    for (const { candidate } of proposal.pairs) taken.set(candidate.id, (taken.get(candidate.id) ?? 0) + 1);
    for (const [id, count] of taken) {
      const open = id === ids.far ? 2 : 0;
      expect(count).toBeLessThanOrEqual(3 - open);
    }
    expect(proposal.pairs.length + proposal.unassigned.length).toBe(8);
    const pairs = proposal.pairs.map(
      ({ record, candidate }: { record: { id: string }; candidate: { id: string } }) => ({
        recordId: record.id,
        candidateId: candidate.id,
      }),
    );
    const applied = await dispatcher
      .post(`${api}/matchings/who/assignments/apply`)
      .send({ pairs })
      .expect(200);
    expect(applied.body.data).toEqual({ done: pairs.length, refused: [] });
    await (await test.as('northern'))
      .post(`${api}/matchings/who/assignments/apply`)
      .send({ pairs })
      .expect(200, {
        data: {
          done: 0,
          refused: pairs.map(({ recordId }: { recordId: string }) => ({
            recordId,
            message: { 'zh-CN': '没有权限', en: 'You may not do this' },
          })),
        },
      });
    const [pair] = pairs;
    const unknown = { recordId: pair.recordId, candidateId: pair.recordId };
    const nobody = await dispatcher
      .post(`${api}/matchings/who/assignments/apply`)
      .send({ pairs: [unknown] })
      .expect(200);
    expect(nobody.body.data).toMatchObject({ done: 0, refused: [{ recordId: pair.recordId }] });
    const { body: kept } = await dispatcher.get(`${api}/forms/work_order/records/${pair.recordId}`);
    expect(kept.data.engineer.id).toBe(pair.candidateId);
    // Free again for the tests below.
    for (const { recordId } of pairs)
      await dispatcher
        .patch(`${api}/forms/work_order/records/${recordId}`)
        .send({ engineer: null })
        .expect(200);
  });
});

describe('flows', () => {
  const taskOf = (record: string) =>
    until(async () => {
      const { body } = await dispatcher.get(
        `/api/v1/tasks?mine=false&app=desk&form=work_order&record=${record}&status=open`,
      );
      return body.data[0];
    });

  it('give a task to the best candidate, and to the next rule when nobody fits, saying so', async () => {
    const task = await taskOf(await order({ way: 'matched' }));
    expect(task.assignees.map(({ id }: { id: string }) => id)).toEqual([users.near]);
    const record = await order({ way: 'matched', line: 'water' });
    expect((await taskOf(record)).assignees.map(({ id }: { id: string }) => id)).toEqual([users.dispatcher1]);
    const { body } = await dispatcher.get(`${api}/forms/work_order/records/${record}/history`);
    const notice = body.data.find(({ kind }: { kind: string }) => kind === 'notice');
    expect(notice.detail.label['zh-CN']).toBe('“派工推荐”没有合适的人选，按下一条规则分派');
  });

  it('hand an open task over when the record names somebody else', async () => {
    const record = await order({ way: 'handed', engineer: ids.near });
    expect((await taskOf(record)).assignees.map(({ id }: { id: string }) => id)).toEqual([users.near]);
    await dispatcher
      .patch(`${api}/forms/work_order/records/${record}`)
      .send({ engineer: ids.far })
      .expect(200);
    await until(async () =>
      (await taskOf(record)).assignees.every(({ id }: { id: string }) => id === users.far),
    );
    const { body } = await dispatcher.get(`${api}/forms/work_order/records/${record}/history`);
    expect(JSON.stringify(body.data)).toContain('任务“上门”随记录转交');
  });

  it('let only those take an order from the pool who suit it, and leave some for the others', async () => {
    const near = await test.as('near');
    const south = await test.as('south');
    const first = await order({ way: 'pool' });
    const task = await taskOf(first);
    const refused = await south
      .post(`/api/v1/tasks/${task.id}/claim`)
      .set('accept-language', 'zh-CN')
      .expect(409);
    expect(refused.body.detail).toBe('不能领取，条件不符：区域、技能');
    await near.post(`/api/v1/tasks/${task.id}/claim`).expect(200);
    const { body } = await dispatcher.get(`${api}/forms/work_order/records/${first}`);
    expect(body.data.engineer.id).toBe(ids.near);
    await near.post(`/api/v1/tasks/${task.id}/release`).expect(200);
    const again = await dispatcher.get(`${api}/forms/work_order/records/${first}`);
    expect(again.body.data.engineer).toBeNull();
    const next: { id: string }[] = [];
    for (const _ of [1, 2, 3]) next.push(await taskOf(await order({ way: 'pool' })));
    const atOnce = await Promise.all(next.map(({ id }) => near.post(`/api/v1/tasks/${id}/claim`)));
    expect(atOnce.map(({ status }) => status).sort()).toEqual([200, 200, 409]);
    const third = await near
      .post(`/api/v1/tasks/${task.id}/claim`)
      .set('accept-language', 'zh-CN')
      .expect(409);
    expect(third.body.detail).toBe('您手上已有 2 个，办完后再领取（最多 2 个）');
  });

  it('offer what is in the pool to those who suit it, and let nobody finish what he may not take', async () => {
    const near = await test.as('near');
    const south = await test.as('south');
    const offered = async (who: typeof near) => {
      const { body } = await who.get('/api/v1/tasks?claimable=true&app=desk&form=work_order').expect(200);
      return body.data.map(({ record }: { record: { id: string } }) => record.id);
    };
    const inHand = await near.get('/api/v1/tasks?app=desk&form=work_order').expect(200);
    for (const { id, claimedBy } of inHand.body.data)
      if (claimedBy) await near.post(`/api/v1/tasks/${id}/release`).expect(200);
    const record = await order({ way: 'pool' });
    const task = await taskOf(record);
    expect(await offered(near)).toContain(record);
    expect(await offered(south)).not.toContain(record);
    const finish = (who: typeof near) =>
      who.post(`/api/v1/tasks/${task.id}/actions`).send({ action: 'done' });
    await finish(south).expect(409);
    await finish(near).expect(200);
    const { body } = await dispatcher.get(`${api}/forms/work_order/records/${record}`);
    expect(body.data.engineer.id).toBe(ids.near);
    expect(await offered(near)).not.toContain(record);
  });
});
