import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { uuidv7 } from '../platform/uuid.js';
import { createTestApp, type TestApp } from '../testing/app.js';
import { installCrew, Phone } from '../testing/field-crew.js';
import { FileService } from './file.service.js';

type Agent = Awaited<ReturnType<TestApp['as']>>;
const piece = 64 * 1024;

describe('files in pieces', () => {
  let test: TestApp;
  let erik: Agent;
  let ella: Agent;
  let ids: Record<string, string>;

  beforeAll(async () => {
    test = await createTestApp({ config: { maxFileBytes: 1_000_000 } });
    ids = await installCrew(test, { erik: 'engineer', ella: 'engineer', olga: 'office' });
    [erik, ella] = [await test.as('erik'), await test.as('ella')];
  });
  afterAll(() => test.close());

  const png = (length: number, seed = 1) => {
    const head = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
    return Buffer.concat([head, Buffer.alloc(length - head.length, seed)]);
  };
  const announce = (agent: Agent, content: Buffer, more: object = {}) =>
    agent.post('/api/v1/files/uploads').send({
      id: uuidv7(),
      name: '现场 1.png',
      size: content.length,
      type: 'image/png',
      sha256: createHash('sha256').update(content).digest('hex'),
      ...more,
    });
  const send = (agent: Agent, id: string, offset: number, content: Buffer) =>
    agent
      .patch(`/api/v1/files/uploads/${id}?offset=${offset}`)
      .set('content-type', 'application/octet-stream')
      .send(content);
  const sendAll = async (agent: Agent, id: string, content: Buffer, from = 0) => {
    for (let at = from; at < content.length; at += piece)
      await send(agent, id, at, content.subarray(at, at + piece)).expect(200);
  };

  it('are named by records before they are here, and read when the last piece has come', async () => {
    const content = png(200_000);
    const id = (await announce(erik, content).expect(201)).body.data.id as string;
    const phone = await new Phone(erik).register();
    const job = uuidv7();
    const values = { subject: 'x', assignee: ids.erik, photos: [id] };
    expect(await phone.wish({ name: 'record.create', form: 'job', id: job, values })).toMatchObject({
      state: 'applied',
    });
    const olga = await test.as('olga');
    const photos = async () =>
      (await olga.get(`/api/v1/apps/crew/forms/job/records/${job}`).expect(200)).body.data.photos;
    expect(await photos()).toEqual([
      { id, name: '现场 1.png', type: 'image/png', size: 200_000, pending: true },
    ]);
    expect(
      (await olga.get(`/api/v1/files/${id}`).set('accept-language', 'en').expect(404)).body.detail,
    ).toContain('on its way');

    await send(erik, id, 0, content.subarray(0, piece)).expect(200);
    const again = await announce(erik, content, { id }).expect(201);
    expect(again.body.data).toEqual({ id, offset: piece, size: 200_000, isDone: false });
    await sendAll(erik, id, content, piece);
    expect((await erik.get(`/api/v1/files/uploads/${id}`).expect(200)).body.data.isDone).toBe(true);
    expect(await photos()).toEqual([{ id, name: '现场 1.png', type: 'image/png', size: 200_000 }]);
    const read = await olga.get(`/api/v1/files/${id}`).expect(200);
    expect(Buffer.compare(read.body, content)).toBe(0);
    expect(await sweepAll()).toBe(0);
  });

  it('take a piece twice, refuse a gap, and begin anew when the whole is damaged', async () => {
    const content = png(150_000, 2);
    const { id } = (await announce(erik, content).expect(201)).body.data;
    await send(erik, id, 0, content.subarray(0, piece)).expect(200);
    await send(erik, id, 0, content.subarray(0, piece)).expect(200);
    const gap = await send(erik, id, piece * 2, content.subarray(piece * 2)).expect(409);
    expect(gap.body.offset).toBe(piece);
    await send(erik, id, piece, Buffer.alloc(piece, 9)).expect(200);
    await send(erik, id, piece * 2, content.subarray(piece * 2)).expect(422);
    expect((await announce(erik, content, { id }).expect(201)).body.data.offset).toBe(0);
    await sendAll(erik, id, content);
    await Promise.all(
      [1, 2, 3].map(() => send(erik, id, piece * 2, content.subarray(piece * 2)).expect(200)),
    );
  });

  it('know by its hash what the same person sent before; nobody else’s', async () => {
    const content = png(100_000, 3);
    const { id } = (await announce(erik, content).expect(201)).body.data;
    await sendAll(erik, id, content);
    const copy = (await announce(erik, content).expect(201)).body.data;
    expect(copy).toMatchObject({ isDone: true, offset: 100_000 });
    expect((await erik.get(`/api/v1/files/${copy.id}`).expect(200)).body.length).toBe(100_000);
    expect((await announce(ella, content).expect(201)).body.data).toMatchObject({ isDone: false, offset: 0 });
  });

  it('belong to whoever announced them, keep to the limits, and are sniffed', async () => {
    const content = png(1000, 4);
    const { id } = (await announce(erik, content).expect(201)).body.data;
    await send(ella, id, 0, content).expect(404);
    await announce(ella, content, { id }).expect(404);
    await announce(erik, png(1000, 5), { id }).expect(409);
    await announce(erik, content, { size: 2_000_000 }).expect(413);
    await send(erik, id, 0, png(2000, 4)).expect(413);
    await erik.patch(`/api/v1/files/uploads/${id}?offset=0`).send({ a: 1 }).expect(415);
    await erik
      .post('/api/v1/apps/crew/forms/job/records')
      .set('content-type', 'application/octet-stream')
      .send(content)
      .expect(422);
    const html = Buffer.from('<!doctype html><script>alert(1)</script>');
    const fake = (await announce(erik, html, { name: 'p.png' }).expect(201)).body.data;
    expect((await send(erik, fake.id, 0, html).expect(422)).body.detail).toContain('JPEG');
    const page = (await announce(erik, html, { name: 'p.png', type: 'text/html' }).expect(201)).body.data;
    await send(erik, page.id, 0, html).expect(200);
    const read = await erik.get(`/api/v1/files/${page.id}`).expect(200);
    expect(read.headers['content-type']).toBe('application/octet-stream');
  });

  it('are removed with what there is of them when nobody claims them for a day', async () => {
    const content = png(100_000, 6);
    const { id } = (await announce(erik, content).expect(201)).body.data;
    await send(erik, id, 0, content.subarray(0, piece)).expect(200);
    expect(await sweepAll()).toBeGreaterThan(0);
    await erik.get(`/api/v1/files/uploads/${id}`).expect(404);
    expect((await announce(erik, content, { id }).expect(201)).body.data.offset).toBe(0);
  });

  async function sweepAll(): Promise<number> {
    await test.database.query(
      `update platform.file set unclaimed_since = now() - interval '25 hours' where unclaimed_since is not null`,
    );
    return test.app.get(FileService).sweep();
  }
});
