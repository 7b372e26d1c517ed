import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AppMemberService } from '../identity/app-member.service.js';
import { AfterSalesDesk, afterSales, portalApi } from '../testing/after-sales.js';
import { createTestApp, type TestApp } from '../testing/app.js';
import { until } from '../testing/service-desk.js';

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
  let desk: AfterSalesDesk;
  let admin: AfterSalesDesk['admin'];
  let visitor: ReturnType<TestApp['anonymous']>;
  const kept = { customer: '', engineer: '', old: '', young: '' };

  /** Filed, taken in and graded. */
  const graded = async (device: string, values: object = {}) => {
    const id = await desk.make('work_order', {
      type: 'repair',
      subject: '不制冷',
      fault_category: 'cooling',
      severity: 'low',
      customer: kept.customer,
      device,
      ...values,
    });
    await desk.act(id, 'intake', 'accept');
    await desk.act(id, 'grade', 'graded');
    return id;
  };
  const asked = async (values: object = {}) => {
    const id = await graded(kept.old);
    await desk.act(id, 'quotation', 'send', { values: { quote_hours: '2', quote_parts: '100', ...values } });
    return id;
  };
  const agree = { action: 'agree', values: { quote_answered_by: '李女士' } };
  const seenAt = async (path: string) => (await visitor.get(portalApi(path))).body.data?.seen ?? 'nothing';
  /** By somebody who reads the page and answers it. */
  const send = (path: string, body: object) => {
    const sent = seenAt(path).then((seen) =>
      visitor.post(portalApi(path, '/acts')).send({ key: randomUUID(), seen, ...body }),
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
    (await visitor.get(portalApi(path)).expect(200)).body.data.actions.map(({ id }: { id: string }) => id);

  /** Where the page says that the order is. */
  const stepOf = async (path: string) =>
    (await visitor.get(portalApi(path)).expect(200)).body.data.steps.find(
      ({ state }: { state: string }) => state === 'now',
    ).id;

  beforeAll(async () => {
    test = await createTestApp();
    desk = await AfterSalesDesk.install(test);
    admin = desk.admin;
    visitor = test.anonymous();
    kept.customer = await desk.customer();
    await test.app.get(AppMemberService).replace('after_sales', await desk.adminId(), ['agent']);
    kept.engineer = await desk.engineer();
    const model = await desk.model();
    const device = { model, customer: kept.customer };
    kept.old = await desk.make('device', { ...device, serial: 'HK000001', installed_on: '2015-01-01' });
    kept.young = await desk.make('device', { ...device, serial: 'HK000002', installed_on: day(-30) });
  });
  afterAll(() => test.close());

  it('are asked for where a visit is charged, and nowhere else', async () => {
    const charged = await graded(kept.old);
    expect((await desk.taskOf(charged, 'quotation')).node).toBe('quotation');
    expect(await desk.read(charged)).toMatchObject({
      status: 'pending_quote',
      quote_total: '210',
      quote_valid_until: expect.stringMatching(/^\d{4}-/),
    });
    const covered = await graded(kept.young);
    await desk.taskOf(covered, 'dispatch');
    expect(await desk.read(covered)).toMatchObject({ status: 'pending_dispatch', quote_state: null });
    const { data } = (await visitor.get(portalApi(await desk.linkOf(covered))).expect(200)).body;
    expect(JSON.stringify(data)).not.toContain('报价待');
    expect(data.steps.map(({ id }: { id: string }) => id)).not.toContain('quoted');
  });

  it('are not sent with an end that is past, and nobody declares one agreed when filing an order', async () => {
    const id = await graded(kept.old);
    await expect(
      desk.act(id, 'quotation', 'send', { values: { quote_valid_until: day(-2) } }),
    ).rejects.toThrow();
    const body = { type: 'install', subject: 'x', severity: 'low', customer: kept.customer };
    for (const values of [{ quote_state: 'agreed' }, { quote_agreed: '1' }])
      await admin
        .post(`${afterSales}/forms/work_order/records`)
        .send({ ...body, ...values })
        .expect(422);
  });

  it('are agreed to by the link, once, and the order goes on to be assigned', async () => {
    const id = await asked();
    const link = await desk.linkOf(id);
    expect(await offered(link)).toEqual(['agree', 'decline']);
    const { data } = (await visitor.get(portalApi(link)).expect(200)).body;
    expect(await stepOf(link)).toBe('quoted');
    expect(JSON.stringify(data.shown)).toContain('370');
    await send(link, { action: 'agree', values: {} }).expect(422);
    await send(link, { ...agree, values: { ...agree.values, quote_total: '1' } }).expect(422);
    const answers = await Promise.all([1, 2, 3].map(() => send(link, agree)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 409, 409]);
    await desk.taskOf(id, 'dispatch');
    expect(await desk.read(id)).toMatchObject({
      status: 'pending_dispatch',
      quote_state: 'agreed',
      quote_agreed: '370',
      quote_answered_by: '李女士',
    });
    expect(await stepOf(link)).toBe('quote_agreed');
    await send(link, agree).expect(409);
    await send(link, { action: 'decline', values: { ...agree.values, quote_reply: '太贵' } }).expect(409);
    expect(await offered(link)).toEqual([]);
  });

  it('are not agreed to by an altered link, or by the link of another order', async () => {
    const [mine, other] = [await asked(), await asked()];
    const [page, token = ''] = (await desk.linkOf(mine)).split('?t=');
    const theirs = (await desk.linkOf(other)).split('?t=')[1] ?? '';
    const mixed = [theirs.split('.')[0], ...token.split('.').slice(1)].join('.');
    for (const wrong of [`${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`, mixed, ''])
      await send(`${page}?t=${encodeURIComponent(wrong)}`, agree).expect(404);
    await send(`${page?.replace('order_portal', 'survey_portal')}?t=${token}`, agree).expect(404);
    for (const id of [mine, other])
      expect(await desk.read(id)).toMatchObject({ status: 'waiting_quote', quote_state: 'asked' });
    // The right link of one says nothing for the other.
    await send(`${page}?t=${theirs}`, agree).expect(204);
    expect(await desk.read(mine)).toMatchObject({ quote_state: 'asked', quote_agreed: null });
  });

  it('are declined with a reason: the order is back with the agent, who quotes anew', async () => {
    const id = await asked();
    const link = await desk.linkOf(id);
    await send(link, { action: 'decline', values: agree.values }).expect(422);
    await send(link, { action: 'decline', values: { ...agree.values, quote_reply: '太贵' } }).expect(204);
    const task = await desk.taskOf(id, 'quotation');
    expect(await desk.read(id)).toMatchObject({
      status: 'pending_quote',
      quote_state: 'declined',
      quote_reply: '太贵',
    });
    expect(task.node).toBe('quotation');
    expect(await stepOf(link)).toBe('quote_declined');
    await desk.act(id, 'quotation', 'send', { values: { quote_parts: '20' } });
    expect(await desk.read(id)).toMatchObject({
      quote_state: 'asked',
      quote_reply: null,
      quote_total: '290',
    });
    await send(link, agree).expect(204);
    await desk.taskOf(id, 'dispatch');
    expect((await desk.read(id)).quote_agreed).toBe('290');
  });

  it('are not agreed to by whoever read other figures than stand there now', async () => {
    const id = await asked();
    const link = await desk.linkOf(id);
    const { seen } = (await visitor.get(portalApi(link)).expect(200)).body.data;
    await admin
      .patch(`${afterSales}/forms/work_order/records/${id}`)
      .send({ quote_parts: '900' })
      .expect(200);
    await send(link, { ...agree, seen }).expect(409);
    expect(await desk.read(id)).toMatchObject({ quote_state: 'asked', quote_agreed: null });
    const { data } = (await visitor.get(portalApi(link)).expect(200)).body;
    await send(link, { ...agree, seen: data.seen }).expect(204);
    expect((await desk.read(id)).quote_agreed).toBe('1170');
  });

  it('are not agreed to by the page of the one before, though the figures are the same', async () => {
    const id = await asked();
    const link = await desk.linkOf(id);
    const first = await seenAt(link);
    await desk.act(id, 'quote_answer', 'requote');
    await desk.act(id, 'quotation', 'send', { values: { quote_hours: '2', quote_parts: '100' } });
    await desk.taskOf(id, 'quote_answer');
    expect(await desk.read(id)).toMatchObject({ quote_total: '370', quote_state: 'asked' });
    await send(link, { ...agree, seen: first }).expect(409);
    expect(await desk.read(id)).toMatchObject({ quote_state: 'asked', quote_agreed: null });
    // Nor by whoever does not say which page he read.
    await send(link, { ...agree, seen: undefined }).expect(422);
    await send(link, agree).expect(204);
    // The flow has gone on with the act: nothing is left to be done behind the answer.
    expect(await desk.read(id)).toMatchObject({ status: 'pending_dispatch', quote_agreed: '370' });
  });

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
      const link = await desk.linkOf(id);
      // The order still says that the customer is asked.
      await test.database.query(statement, [id]);
      for (let tries = 0; tries < 2; tries++) {
        const { body } = await send(link, agree).expect(409);
        expect(body.detail).toContain('will get back to you');
        expect(JSON.stringify(body)).not.toContain(why);
      }
      expect(await desk.read(id)).toMatchObject({
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
  );

  it('stop the clocks while the customer is asked', async () => {
    const id = await asked();
    await until(async () => (await desk.read(id)).resolution_sla === 'paused');
    expect(await desk.read(id)).toMatchObject({ response_sla: 'paused', arrival_sla: 'paused' });
    await desk.act(id, 'quote_answer', 'agreed', { values: { quote_answered_by: '电话：李女士' } });
    await until(async () => (await desk.read(id)).resolution_sla === 'running');
    expect((await desk.read(id)).response_sla).toBe('running');
  });

  it('cannot be agreed to when they have run out, by nobody, and the agents are told', async () => {
    const id = await asked();
    const link = await desk.linkOf(id);
    await admin
      .patch(`${afterSales}/forms/work_order/records/${id}`)
      .send({ quote_valid_until: day(-2) })
      .expect(200);
    await send(link, agree).expect(409);
    await expect(
      desk.act(id, 'quote_answer', 'agreed', { values: { quote_answered_by: '李女士' } }),
    ).rejects.toThrow();
    await until(async () => (await desk.read(id)).quote_state === 'expired');
    expect((await desk.read(id)).status).toBe('waiting_quote');
    expect(await offered(link)).toEqual([]);
    const { body } = await admin.get('/api/v1/notifications').expect(200);
    expect(JSON.stringify(body.data)).toContain('客户没有答复');
    await desk.act(id, 'quote_answer', 'requote');
    await desk.taskOf(id, 'quotation');
    await desk.act(id, 'quotation', 'send');
    expect(await offered(link)).toEqual(['agree', 'decline']);
  });

  it('stand beside what is to be paid in the settlement', async () => {
    const id = await asked();
    await desk.act(id, 'quote_answer', 'agreed', { values: { quote_answered_by: '李女士' } });
    await desk.act(id, 'dispatch', 'assign', { values: { engineer: kept.engineer } });
    await desk.act(id, 'accept', 'accept');
    const report = { diagnosis: '缺氟', solution: '补充', cause: 'ageing', labour_hours: '4' };
    await desk.act(id, 'work', 'finish', { values: report });
    await desk.act(id, 'acceptance', 'passed', { values: { acceptor: '李女士', signature } });
    await desk.act(id, 'review', 'approve');
    await desk.act(id, 'follow_up', 'close', { values: { followup_result: 'satisfied' } });
    const own = encodeURIComponent(JSON.stringify({ '==': [{ var: 'work_order' }, id] }));
    const [settlement] = await until(async () => {
      const { body } = await admin.get(`${afterSales}/forms/settlement/records?filter=${own}`).expect(200);
      return body.data.length > 0 && body.data;
    });
    expect(settlement).toMatchObject({ payable: '480', quoted: '370', over_quote: '110' });
  });
});
