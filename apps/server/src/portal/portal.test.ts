import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PortalLink } from '../channels/portal-link.js';
import { uuidv7 } from '../platform/uuid.js';
import { AfterSalesDesk, afterSales, portalApi } from '../testing/after-sales.js';
import { alterations } from '../testing/alterations.js';
import { createTestApp, type TestApp } from '../testing/app.js';
import { until } from '../testing/service-desk.js';

const strokes = { path: 'M10 10L60 40L90 20', width: 300, height: 120 };

describe('portals: one record for whoever has its link', () => {
  let test: TestApp;
  let desk: AfterSalesDesk;
  let admin: AfterSalesDesk['admin'];
  let visitor: ReturnType<TestApp['anonymous']>;
  let order = '';
  let link = '';
  const seenAt = async (path: string): Promise<string> =>
    (await visitor.get(portalApi(path)).expect(200)).body.data.seen;
  const finished = async (subject: string): Promise<string> => {
    const id = await desk.make('work_order', {
      type: 'install',
      subject,
      severity: 'low',
      customer,
      reporter_name: '李女士',
    });
    await desk.accepted(id, engineer);
    await desk.act(id, 'work', 'finish', {
      values: { diagnosis: '滤网堵塞', solution: '清洗滤网', labour_hours: '1', cause: 'none' },
    });
    await until(async () => (await desk.read(id)).status === 'pending_acceptance');
    return id;
  };
  let customer = '';
  let engineer = '';

  beforeAll(async () => {
    test = await createTestApp();
    desk = await AfterSalesDesk.install(test);
    admin = desk.admin;
    visitor = test.anonymous();
    customer = await desk.customer();
    engineer = await desk.engineer();
    order = await finished('空调不制冷');
    link = await desk.linkOf(order);
  });
  afterAll(() => test.close());

  it('show what the page names, where it stands, and what can be done', async () => {
    const { data } = (await visitor.get(portalApi(link)).expect(200)).body;
    expect(data.steps.map(({ id, state }: { id: string; state: string }) => [id, state])).toContainEqual([
      'acceptance',
      'now',
    ]);
    expect(data.actions.map(({ id }: { id: string }) => id)).toEqual(['accept', 'refuse']);
    expect(JSON.stringify(data)).toContain('清洗滤网');
    // The telephone number, the priority, costs inside: not named, not there.
    for (const inside of ['13800001234', 'priority', 'total_cost', 'acceptance_note":'])
      expect(JSON.stringify(data)).not.toContain(inside);
    const { headers } = await visitor.get(portalApi(link));
    expect(headers['cache-control']).toBe('no-store');
  });

  it('take an act once, with a signature over what is on the record, and the task goes on', async () => {
    const body = {
      action: 'accept',
      key: randomUUID(),
      seen: await seenAt(link),
      values: {
        acceptor: '李女士',
        rating: 5,
        signature: { ...strokes, at: '2000-01-01T00:00:00Z', signer: '别人', signed: {} },
      },
    };
    const door = visitor;
    await door
      .post(portalApi(link, '/acts'))
      .send({ ...body, key: randomUUID(), values: { ...body.values, cost: '1', status: 'closed' } })
      .expect(422);
    await door
      .post(portalApi(link, '/acts'))
      .send({ ...body, key: randomUUID(), values: { rating: 5 } })
      .expect(422);
    await Promise.all([1, 2, 3].map(() => door.post(portalApi(link, '/acts')).send(body).expect(204)));
    await door.post(portalApi(link, '/acts')).send(body).expect(204);
    await door
      .post(portalApi(link, '/acts'))
      .send({ ...body, key: randomUUID() })
      .expect((answer) => {
        if (answer.status !== 409 && answer.status !== 204) throw new Error(String(answer.status));
      });
    await until(async () => (await desk.read(order)).status === 'pending_review');
    const record = await desk.read(order);
    expect(record).toMatchObject({ acceptor: '李女士', rating: '5' });
    expect(record.signature).toMatchObject({ path: strokes.path, signer: '李女士' });
    expect(record.signature.at.slice(0, 4)).not.toBe('2000');
    // Only under what the page shows.
    expect(Object.keys(record.signature.signed).toSorted()).toEqual([
      'charge',
      'diagnosis',
      'labour_hours',
      'solution',
    ]);
    await door
      .post(portalApi(link, '/acts'))
      .send({ ...body, key: randomUUID() })
      .expect(409);
    await door.post(portalApi(link, '/acts')).send({ action: 'constructor', key: randomUUID() }).expect(404);
  });

  it('send work back with a reason', async () => {
    const id = await finished('仍不制冷');
    const door = visitor;
    const values = { acceptor: '李女士', acceptance_note: '晚上又坏了' };
    await door
      .post(portalApi(await desk.linkOf(id), '/acts'))
      .send({ action: 'refuse', key: randomUUID(), seen: await seenAt(await desk.linkOf(id)), values })
      .expect(204);
    await until(async () => (await desk.read(id)).status === 'in_progress');
    expect((await desk.read(id)).reopened_count).toBe('1');
  });

  it('carry messages to and fro, each once, and nothing that is internal', async () => {
    const door = visitor;
    const message = { id: uuidv7(), text: '  几点到？ ' };
    await door.post(portalApi(link, '/messages')).send(message).expect(204);
    await door.post(portalApi(link, '/messages')).send(message).expect(204);
    const subject = `${afterSales}/forms/work_order/records/${order}/comments`;
    await admin.post(subject).send({ body: '下午三点', audience: 'customer' }).expect(201);
    await admin.post(subject).send({ body: '这位客户很急', audience: 'internal' }).expect(201);
    const { data } = (await door.get(portalApi(link)).expect(200)).body;
    expect(
      data.messages.map(({ isMine, text }: { isMine: boolean; text: string }) => [isMine, text]),
    ).toEqual([
      [true, '几点到？'],
      [false, '下午三点'],
    ]);
    expect(data.messages[0].name).toBe('李女士');
    await door.post(portalApi(link, '/messages')).send({ id: uuidv7(), text: ' ' }).expect(422);
    const codes: number[] = [];
    for (let sent = 0; sent < 25; sent++)
      codes.push(
        (await door.post(portalApi(link, '/messages')).send({ id: uuidv7(), text: `${sent}` })).status,
      );
    expect(codes.filter((code) => code === 204)).toHaveLength(19);
    expect(codes.at(-1)).toBe(429);
  });

  it('a low answer to the survey becomes a complaint', async () => {
    const id = await desk.make('survey', { work_order: order, customer, status: 'sent' });
    const door = visitor;
    const path = await desk.linkOf(id, 'survey');
    await door
      .post(portalApi(path, '/acts'))
      .send({ action: 'answer', key: randomUUID(), values: { csat: 9 } })
      .expect(422);
    await door
      .post(portalApi(path, '/acts'))
      .send({ action: 'answer', key: randomUUID(), values: { csat: 1, nps: '2', comment: '等太久' } })
      .expect(204);
    expect(await desk.read(id, 'survey')).toMatchObject({ status: 'answered', csat: '1' });
    await until(async () => {
      const { body } = await admin.get(
        `${afterSales}/forms/work_order/records?filter=${encodeURIComponent(JSON.stringify({ '==': [{ var: 'type' }, 'complaint'] }))}`,
      );
      return body.data.length > 0;
    });
    expect((await door.get(portalApi(path)).expect(200)).body.data.actions).toEqual([]);
  });

  it('answer altered, foreign, ended and void links alike', async () => {
    const other = await finished('另一台');
    const theirs = await desk.linkOf(other);
    const [mine, end, signature] = String(link.split('?t=')[1]).split('.') as [string, string, string];
    const [coded] = String(theirs.split('?t=')[1]).split('.') as [string];
    const longer = (Number.parseInt(end, 36) + 86_400).toString(36);
    const wrong = [
      '',
      'x',
      `${coded}.${end}.${signature}`,
      `${mine}.${longer}.${signature}`,
      `${mine}.${end}.${signature.slice(0, -1)}A`,
      `${mine}.0.${signature}`,
      `${mine}.${end}`,
      `${mine}.${end}.${'é'.repeat(22)}`,
    ].filter((token) => token !== link.split('?t=')[1]);
    const token = `${mine}.${end}.${signature}`;
    // Asked of the link itself: whoever guesses at the door has to wait after a few.
    const links = test.app.get(PortalLink);
    const place = { app: 'after_sales', page: 'order_portal' };
    expect(await links.open(place, token)).not.toBeNull();
    for (const altered of [...alterations(token), `${mine}.0${end}.${signature}`, `${token}.`, `${token}.x`])
      expect([altered, await links.open(place, altered)]).toEqual([altered, null]);
    const answers = new Set<string>();
    for (const token of wrong) {
      const page = link.split('?')[0] as string;
      const { status, body } = await visitor.get(portalApi(`${page}?t=${encodeURIComponent(token)}`));
      answers.add(JSON.stringify([status, { ...body, requestId: undefined }]));
      await visitor
        .post(portalApi(`${page}?t=${encodeURIComponent(token)}`, '/acts'))
        .send({ action: 'accept', key: randomUUID() })
        .expect(404);
      await visitor
        .post(portalApi(`${page}?t=${encodeURIComponent(token)}`, '/messages'))
        .send({ id: uuidv7(), text: 'x' })
        .expect(404);
    }
    // One that was right until yesterday; the same one was right then.
    const ended = await links.make(place, order, 1, Date.now() - 2 * 86_400_000);
    const past = String(ended.split('?t=')[1]);
    expect(await links.open(place, past, Date.now() - 1.5 * 86_400_000)).toMatchObject({ id: order });
    const late = await visitor.get(portalApi(ended));
    answers.add(JSON.stringify([late.status, { ...late.body, requestId: undefined }]));
    // The page of another form with the token of this one, and pages that are no portals.
    for (const page of ['survey_portal', 'dispatch_board', 'constructor', '../x'])
      answers.add(
        JSON.stringify([
          (await visitor.get(portalApi(link.replace('order_portal', encodeURIComponent(page))))).status,
        ]),
      );
    expect([...answers].every((one) => one.startsWith('[404'))).toBe(true);
    expect(answers.size).toBe(2);
  });

  it('open the order that theirs was merged into', async () => {
    const values = { type: 'install', severity: 'low', customer };
    const survivor = await desk.make('work_order', { ...values, subject: '主单' });
    const other = await desk.make('work_order', { ...values, subject: '重复单' });
    const path = await desk.linkOf(other);
    await admin.post(`${afterSales}/forms/work_order/merges`).send({ survivor, other, take: [] }).expect(201);
    const { data } = (await visitor.get(portalApi(path)).expect(200)).body;
    expect(JSON.stringify(data.shown)).toContain('主单');
    await visitor.post(portalApi(path, '/messages')).send({ id: uuidv7(), text: '还在漏' }).expect(204);
    expect((await visitor.get(portalApi(await desk.linkOf(survivor)))).body.data.messages).toHaveLength(1);
    // Links that leaked can be made void, also those of what was merged.
    const renewed = `${afterSales}/forms/work_order/records/${survivor}/public-links/page:order_portal/renew`;
    await admin.post(renewed).expect(204);
    const token = new URLSearchParams(path.split('?')[1]).get('t') ?? '';
    const place = { app: 'after_sales', page: 'order_portal' };
    expect(await test.app.get(PortalLink).open(place, token)).toBeNull();
  });

  it('takes pictures with a message, and shows them to whoever has that link alone', async () => {
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    const place = async (subject: string) =>
      desk.linkOf(await desk.make('work_order', { type: 'install', subject, severity: 'low', customer }));
    const [own, otherLink] = [await place('自家'), await place('别家')];
    const upload = (path: string, name: string, content: Buffer) =>
      visitor.post(portalApi(path, '/files')).set('origin', test.url).attach('file', content, name);
    await upload(own, 'x.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')).expect(422);
    await upload(own, 'x.png', Buffer.from('<html><script>alert(1)</script></html>')).expect(422);
    const { body: sent } = await upload(own, '铭牌.png', png).expect(201);
    const file = sent.data.id;
    // Not yet part of a message, and of no use to another link.
    await visitor.get(portalApi(own, `/files/${file}`)).expect(404);
    await visitor
      .post(portalApi(otherLink, '/messages'))
      .send({ id: uuidv7(), files: [file] })
      .expect(422);
    await visitor.post(portalApi(own, '/messages')).send({ id: uuidv7() }).expect(422);
    await visitor
      .post(portalApi(own, '/messages'))
      .send({ id: uuidv7(), text: '铭牌', files: [file] })
      .expect(204);
    const { body } = await visitor.get(portalApi(own)).expect(200);
    expect(body.data.messages.at(-1)).toMatchObject({
      text: '铭牌',
      files: [{ id: file, name: '铭牌.png', isPicture: true }],
    });
    const shown = await visitor.get(portalApi(own, `/files/${file}`)).expect(200);
    expect(shown.headers['content-type']).toBe('image/png');
    expect(shown.headers['content-security-policy']).toContain('sandbox');
    await visitor.get(portalApi(otherLink, `/files/${file}`)).expect(404);
    await test.anonymous().get(`/api/v1/files/${file}`).expect(401);
    // Taken once: a second message does not get it.
    await visitor
      .post(portalApi(own, '/messages'))
      .send({ id: uuidv7(), files: [file] })
      .expect(422);
  });

  it('are void when they are made anew, and wait for whoever guesses', async () => {
    const id = await desk.make('work_order', { type: 'install', subject: '漏水', severity: 'low', customer });
    const before = await desk.linkOf(id);
    await visitor.get(portalApi(before));
    await admin
      .post(`${afterSales}/forms/work_order/records/${id}/public-links/page:order_portal/renew`)
      .expect(204);
    const after = await desk.linkOf(id);
    const codes: number[] = [];
    for (let tries = 0; tries < 40; tries++) codes.push((await visitor.get(portalApi(before))).status);
    expect(codes[0]).toBe(404);
    expect(codes.at(-1)).toBe(429);
    // The right link of somebody in the same network opens all the same.
    await visitor.get(portalApi(after)).expect(200);
    expect(after).not.toBe(before);
  });
});
