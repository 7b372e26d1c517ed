import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AppMemberService } from '../identity/app-member.service.js';
import { createTestApp, type TestApp } from '../testing/app.js';
import { until } from '../testing/service-desk.js';

type Agent = Awaited<ReturnType<TestApp['as']>>;
const at = '/api/v1/apps/after_sales';
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

const signature = {
  path: 'M30 60L80 20L130 70',
  width: 300,
  height: 120,
  at: '2026-05-14T09:30:00Z',
  signed: {},
};

describe('quotes of the after-sales template', () => {
  let test: TestApp;
  let admin: Agent;
  let visitor: ReturnType<TestApp['anonymous']>;
  const kept = { customer: '', engineer: '', old: '', young: '' };

  const make = async (form: string, values: object): Promise<string> => {
    const { body, status } = await admin.post(`${at}/forms/${form}/records`).send(values);
    if (status !== 201) throw new Error(`${form}: ${JSON.stringify(body)}`);
    return body.data.id;
  };
  const read = async (id: string) =>
    (await admin.get(`${at}/forms/work_order/records/${id}`).expect(200)).body.data;
  const taskOf = (id: string, node: string) =>
    until(async () => {
      const { body } = await admin.get(`/api/v1/tasks?mine=false&record=${id}`).expect(200);
      return body.data.find((one: { node: string }) => one.node === node);
    });
  const act = async (id: string, node: string, action: string, more: object = {}) => {
    const { id: task } = await taskOf(id, node);
    const { status, body } = await admin.post(`/api/v1/tasks/${task}/actions`).send({ action, ...more });
    if (status >= 300) throw new Error(`${node}/${action}: ${JSON.stringify(body)}`);
  };
  /** Filed, taken in and graded. */
  const graded = async (device: string, values: object = {}) => {
    const id = await make('work_order', {
      type: 'repair',
      subject: '不制冷',
      fault_category: 'cooling',
      severity: 'low',
      customer: kept.customer,
      device,
      ...values,
    });
    await act(id, 'intake', 'accept');
    await act(id, 'grade', 'graded');
    return id;
  };
  const asked = async (values: object = {}) => {
    const id = await graded(kept.old);
    await act(id, 'quotation', 'send', { values: { quote_hours: '2', quote_parts: '100', ...values } });
    return id;
  };
  const linkOf = async (id: string): Promise<string> => {
    const { body } = await admin.get(`${at}/forms/work_order/records/${id}/public-links`).expect(200);
    return body.data.find(({ channel }: { channel: string }) => channel === 'page:order_portal').path;
  };
  const api = (path: string, more = '') => {
    const [page = '', query = ''] = path.split('?');
    return `/api/v1/portal${page.slice(2)}${more}?${query}`;
  };
  const agree = { action: 'agree', values: { quote_answered_by: '李女士' } };
  const seenAt = async (path: string) => (await visitor.get(api(path))).body.data?.seen ?? 'nothing';
  /** By somebody who reads the page and answers it. */
  const send = (path: string, body: object) => {
    const sent = seenAt(path).then((seen) =>
      visitor.post(api(path, '/acts')).send({ key: randomUUID(), seen, ...body }),
    );
    return Object.assign(sent, {
      expect: async (status: number) => {
        const answer = await sent;
        expect({ status: answer.status, body: answer.body }).toMatchObject({ status });
        return answer;
      },
    });
  };
  const offered = async (path: string) =>
    (await visitor.get(api(path)).expect(200)).body.data.actions.map(({ id }: { id: string }) => id);

  beforeAll(async () => {
    test = await createTestApp();
    admin = await test.as('admin');
    visitor = test.anonymous();
    await admin.post('/api/v1/templates/after-sales/install').send({}).expect(201);
    kept.customer = await make('customer', {
      name: '朗悦酒店',
      tier: 'vip',
      type: 'company',
      region: 'north',
      phone: '13800001234',
    });
    const account = (await admin.get('/api/v1/session').expect(200)).body.data.user.id;
    await test.app.get(AppMemberService).replace('after_sales', account, ['agent']);
    kept.engineer = await make('engineer', { name: '王工', phone: '13800005678', region: 'north', account });
    const model = await make('product_model', { name: 'HK-1', line: 'hvac', warranty_months: 12 });
    const device = { model, customer: kept.customer };
    kept.old = await make('device', { ...device, serial: 'HK000001', installed_on: '2015-01-01' });
    kept.young = await make('device', { ...device, serial: 'HK000002', installed_on: day(-30) });
  }, 60_000);
  afterAll(() => test.close());

  it('are asked for where a visit is charged, and nowhere else', async () => {
    const charged = await graded(kept.old);
    expect((await taskOf(charged, 'quotation')).node).toBe('quotation');
    expect(await read(charged)).toMatchObject({
      status: 'pending_quote',
      quote_total: '210',
      quote_valid_until: expect.stringMatching(/^\d{4}-/),
    });
    const covered = await graded(kept.young);
    await taskOf(covered, 'dispatch');
    expect(await read(covered)).toMatchObject({ status: 'pending_dispatch', quote_state: null });
    const { data } = (await visitor.get(api(await linkOf(covered))).expect(200)).body;
    expect(JSON.stringify(data)).not.toContain('报价待');
    expect(data.steps.map(({ id }: { id: string }) => id)).not.toContain('quoted');
  }, 60_000);

  it('are not sent with an end that is past, and nobody declares one agreed when filing an order', async () => {
    const id = await graded(kept.old);
    await expect(act(id, 'quotation', 'send', { values: { quote_valid_until: day(-2) } })).rejects.toThrow();
    const body = { type: 'install', subject: 'x', severity: 'low', customer: kept.customer };
    for (const values of [{ quote_state: 'agreed' }, { quote_agreed: '1' }])
      await admin
        .post(`${at}/forms/work_order/records`)
        .send({ ...body, ...values })
        .expect(422);
  }, 60_000);

  it('are agreed to by the link, once, and the order goes on to be assigned', async () => {
    const id = await asked();
    const link = await linkOf(id);
    expect(await offered(link)).toEqual(['agree', 'decline']);
    const { data } = (await visitor.get(api(link)).expect(200)).body;
    expect(data.steps.find(({ state }: { state: string }) => state === 'now').id).toBe('quoted');
    expect(JSON.stringify(data.shown)).toContain('370');
    await send(link, { action: 'agree', values: {} }).expect(422);
    await send(link, { ...agree, values: { ...agree.values, quote_total: '1' } }).expect(422);
    const answers = await Promise.all([1, 2, 3].map(() => send(link, agree)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 409, 409]);
    await taskOf(id, 'dispatch');
    expect(await read(id)).toMatchObject({
      status: 'pending_dispatch',
      quote_state: 'agreed',
      quote_agreed: '370',
      quote_answered_by: '李女士',
    });
    await send(link, agree).expect(409);
    await send(link, { action: 'decline', values: { ...agree.values, quote_reply: '太贵' } }).expect(409);
    expect(await offered(link)).toEqual([]);
  }, 60_000);

  it('are not agreed to by an altered link, or by the link of another order', async () => {
    const [mine, other] = [await asked(), await asked()];
    const [page, token = ''] = (await linkOf(mine)).split('?t=');
    const theirs = (await linkOf(other)).split('?t=')[1] ?? '';
    const mixed = [theirs.split('.')[0], ...token.split('.').slice(1)].join('.');
    for (const wrong of [`${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`, mixed, ''])
      await send(`${page}?t=${encodeURIComponent(wrong)}`, agree).expect(404);
    await send(`${page?.replace('order_portal', 'survey_portal')}?t=${token}`, agree).expect(404);
    for (const id of [mine, other])
      expect(await read(id)).toMatchObject({ status: 'waiting_quote', quote_state: 'asked' });
    // The right link of one says nothing for the other.
    await send(`${page}?t=${theirs}`, agree).expect(204);
    expect(await read(mine)).toMatchObject({ quote_state: 'asked', quote_agreed: null });
  }, 60_000);

  it('are declined with a reason: the order is back with the agent, who quotes anew', async () => {
    const id = await asked();
    const link = await linkOf(id);
    await send(link, { action: 'decline', values: agree.values }).expect(422);
    await send(link, { action: 'decline', values: { ...agree.values, quote_reply: '太贵' } }).expect(204);
    const task = await taskOf(id, 'quotation');
    expect(await read(id)).toMatchObject({
      status: 'pending_quote',
      quote_state: 'declined',
      quote_reply: '太贵',
    });
    expect(task.node).toBe('quotation');
    await act(id, 'quotation', 'send', { values: { quote_parts: '20' } });
    expect(await read(id)).toMatchObject({ quote_state: 'asked', quote_reply: null, quote_total: '290' });
    await send(link, agree).expect(204);
    await taskOf(id, 'dispatch');
    expect((await read(id)).quote_agreed).toBe('290');
  }, 60_000);

  it('are not agreed to by whoever read other figures than stand there now', async () => {
    const id = await asked();
    const link = await linkOf(id);
    const { seen } = (await visitor.get(api(link)).expect(200)).body.data;
    await admin.patch(`${at}/forms/work_order/records/${id}`).send({ quote_parts: '900' }).expect(200);
    await send(link, { ...agree, seen }).expect(409);
    expect(await read(id)).toMatchObject({ quote_state: 'asked', quote_agreed: null });
    const { data } = (await visitor.get(api(link)).expect(200)).body;
    await send(link, { ...agree, seen: data.seen }).expect(204);
    expect((await read(id)).quote_agreed).toBe('1170');
  }, 60_000);

  it('are not agreed to by the page of the one before, though the figures are the same', async () => {
    const id = await asked();
    const link = await linkOf(id);
    const first = await seenAt(link);
    await act(id, 'quote_answer', 'requote');
    await act(id, 'quotation', 'send', { values: { quote_hours: '2', quote_parts: '100' } });
    await taskOf(id, 'quote_answer');
    expect(await read(id)).toMatchObject({ quote_total: '370', quote_state: 'asked' });
    await send(link, { ...agree, seen: first }).expect(409);
    expect(await read(id)).toMatchObject({ quote_state: 'asked', quote_agreed: null });
    // Nor by whoever does not say which page he read.
    await send(link, { ...agree, seen: undefined }).expect(422);
    await send(link, agree).expect(204);
    // The flow has gone on with the act: nothing is left to be done behind the answer.
    expect(await read(id)).toMatchObject({ status: 'pending_dispatch', quote_agreed: '370' });
  }, 60_000);

  it.each([
    [
      'is gone',
      `update platform.task set status = 'cancelled', completed_at = now() where record_id = $1 and status = 'open'`,
      '对应的任务已不在',
    ],
    [
      'is refused by its flow',
      `update platform.flow_instance set state = jsonb_set(state, '{status}', '"terminated"') where record_id = $1`,
      '任务已经办理',
    ],
  ])(
    'whose task %s are answered with words, nothing is kept, and who looks after the order is told once',
    async (_, statement, why) => {
      const id = await asked();
      const link = await linkOf(id);
      // The order still says that the customer is asked.
      await test.database.query(statement, [id]);
      for (let tries = 0; tries < 2; tries++) {
        const { body } = await send(link, agree).expect(409);
        expect(body.detail).toContain('will get back to you');
        expect(JSON.stringify(body)).not.toContain(why);
      }
      expect(await read(id)).toMatchObject({
        quote_state: 'asked',
        quote_agreed: null,
        quote_answered_by: null,
      });
      const { data } = (await admin.get('/api/v1/notifications').expect(200)).body;
      const told = data.filter(
        ({ kind, link: about }: { kind: string; link: { record: string } | null }) =>
          kind === 'portal.refused' && about?.record === id,
      );
      expect(told).toMatchObject([
        {
          title: { 'zh-CN': '客户的“同意报价”没有办成，请联系客户' },
          body: { 'zh-CN': expect.stringContaining(why) },
        },
      ]);
    },
    60_000,
  );

  it('stop the clocks while the customer is asked', async () => {
    const id = await asked();
    await until(async () => (await read(id)).resolution_sla === 'paused');
    expect(await read(id)).toMatchObject({ response_sla: 'paused', arrival_sla: 'paused' });
    await act(id, 'quote_answer', 'agreed', { values: { quote_answered_by: '电话：李女士' } });
    await until(async () => (await read(id)).resolution_sla === 'running');
    expect((await read(id)).response_sla).toBe('running');
  }, 60_000);

  it('cannot be agreed to when they have run out, by nobody, and the agents are told', async () => {
    const id = await asked();
    const link = await linkOf(id);
    await admin
      .patch(`${at}/forms/work_order/records/${id}`)
      .send({ quote_valid_until: day(-2) })
      .expect(200);
    await send(link, agree).expect(409);
    await expect(
      act(id, 'quote_answer', 'agreed', { values: { quote_answered_by: '李女士' } }),
    ).rejects.toThrow();
    await until(async () => (await read(id)).quote_state === 'expired');
    expect((await read(id)).status).toBe('waiting_quote');
    expect(await offered(link)).toEqual([]);
    const { body } = await admin.get('/api/v1/notifications').expect(200);
    expect(JSON.stringify(body.data)).toContain('客户没有答复');
    await act(id, 'quote_answer', 'requote');
    await taskOf(id, 'quotation');
    await act(id, 'quotation', 'send');
    expect(await offered(link)).toEqual(['agree', 'decline']);
  }, 60_000);

  it('stand beside what is to be paid in the settlement', async () => {
    const id = await asked();
    await act(id, 'quote_answer', 'agreed', { values: { quote_answered_by: '李女士' } });
    await act(id, 'dispatch', 'assign', { values: { engineer: kept.engineer } });
    await act(id, 'accept', 'accept');
    const report = { diagnosis: '缺氟', solution: '补充', cause: 'ageing', labour_hours: '4' };
    await act(id, 'work', 'finish', { values: report });
    await act(id, 'acceptance', 'passed', { values: { acceptor: '李女士', signature } });
    await act(id, 'review', 'approve');
    await act(id, 'follow_up', 'close', { values: { followup_result: 'satisfied' } });
    const own = encodeURIComponent(JSON.stringify({ '==': [{ var: 'work_order' }, id] }));
    const [settlement] = await until(async () => {
      const { body } = await admin.get(`${at}/forms/settlement/records?filter=${own}`).expect(200);
      return body.data.length > 0 && body.data;
    });
    expect(settlement).toMatchObject({ payable: '600', quoted: '370', over_quote: '230' });
  }, 60_000);
});
