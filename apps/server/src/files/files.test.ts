import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Config } from '../platform/config/config.js';
import { createTestApp, type TestApp } from '../testing/app.js';
import { FileService } from './file.service.js';
import { contentDisposition } from './file-name.js';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const owner = {
  app: 'after_sales',
  form: 'work_order',
  recordId: '018f0000-0000-7000-8000-000000000001',
  field: 'photos',
};
type Agent = Awaited<ReturnType<TestApp['as']>>;

describe('files', () => {
  let test: TestApp;
  let files: FileService;
  let user: Agent;
  let userId: string;

  beforeAll(async () => {
    test = await createTestApp({ config: { maxFileBytes: 100_000 } });
    files = test.app.get(FileService);
    userId = await test.createUser('uploader');
    user = await test.as('uploader');
  });
  afterAll(() => test.close());

  const upload = (agent: Agent, body: Buffer | string, name: string, contentType = 'image/png') =>
    agent
      .post('/api/v1/files')
      .set('origin', test.url)
      .attach('file', Buffer.from(body), { filename: name, contentType });
  const onDisk = () =>
    readdirSync(join(test.app.get(Config).dataFolder, 'files'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => entry.name);

  it('keeps a picture under a generated name and gives it back to its uploader only', async () => {
    const { body } = await upload(user, png, '../../现场 照片 1.png', 'text/html').expect(201);
    expect(body.data).toMatchObject({ name: '现场 照片 1.png', type: 'image/png', size: png.length });
    expect(onDisk()).toContain(body.data.id);
    const answer = await user.get(`/api/v1/files/${body.data.id}`).expect(200);
    expect(Buffer.compare(answer.body, png)).toBe(0);
    expect(answer.headers).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining('sandbox'),
      'content-disposition': expect.stringMatching(/^inline; .*filename\*=UTF-8''%E7%8E%B0%E5%9C%BA/),
    });
    await (await test.as('somebody')).get(`/api/v1/files/${body.data.id}`).expect(404);
    await (await test.as('admin')).get(`/api/v1/files/${body.data.id}`).expect(404);
    await test.anonymous().get(`/api/v1/files/${body.data.id}`).expect(401);
  });

  it.each([
    ['a.svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'image/svg+xml'],
    ['b.svg', '\ufeff<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', 'image/svg+xml'],
    ['c.html', '<!doctype html><script>alert(1)</script>', 'text/html'],
    ['d.png', '  \n<html><script>alert(1)</script>', 'image/png'],
    ['e.txt', '<script>alert(1)</script>', 'text/plain'],
    ['f.xml', '<?xml version="1.0"?><x/>', 'text/xml'],
  ])('serves markup as a plain download: %s', async (name, content, claimed) => {
    const { body } = await upload(user, content, name, claimed).expect(201);
    expect(body.data.type).toBe('application/octet-stream');
    const answer = await user.get(`/api/v1/files/${body.data.id}`).expect(200);
    expect(answer.headers['content-disposition']).toMatch(/^attachment; /);
    expect(answer.headers['content-type']).toBe('application/octet-stream');
  });

  it('knows plain text by its ending', async () => {
    const { body } = await upload(user, '编号,标题\n1,空调', '工单.csv', 'text/csv').expect(201);
    expect(body.data.type).toBe('text/csv; charset=utf-8');
  });

  it('gives the stretch that is asked for, as players of videos do, to whoever may read the file', async () => {
    const { body } = await upload(user, '0123456789', 'film.txt', 'text/plain').expect(201);
    const path = `/api/v1/files/${body.data.id}`;
    const stretch = async (range: string, more: Record<string, string> = {}) => {
      const { status, headers, text } = await user.get(path).set({ range, ...more });
      return [status, headers['content-range'], headers['content-length'], text];
    };
    expect((await user.get(path).expect(200)).headers).toMatchObject({ 'accept-ranges': 'bytes' });
    expect(await stretch('bytes=0-1')).toEqual([206, 'bytes 0-1/10', '2', '01']);
    expect(await stretch('bytes=7-')).toEqual([206, 'bytes 7-9/10', '3', '789']);
    expect(await stretch('bytes=-4')).toEqual([206, 'bytes 6-9/10', '4', '6789']);
    expect(await stretch('bytes=-99')).toEqual([206, 'bytes 0-9/10', '10', '0123456789']);
    expect(await stretch('bytes=4-99')).toEqual([206, 'bytes 4-9/10', '6', '456789']);
    for (const outside of ['bytes=10-', 'bytes=-0'])
      expect((await stretch(outside)).slice(0, 2)).toEqual([416, 'bytes */10']);
    for (const whole of ['bytes=5-2', 'bytes=0-1,4-5', 'bytes=-', 'lines=1-2', 'bytes=1-2x'])
      expect(await stretch(whole)).toEqual([200, undefined, '10', '0123456789']);
    expect(await stretch('bytes=0-1', { 'if-range': '"x"' })).toEqual([200, undefined, '10', '0123456789']);
    await test.anonymous().get(path).set('range', 'bytes=0-1').expect(401);
    await (await test.as('somebody')).get(path).set('range', 'bytes=0-1').expect(404);
  });

  it('refuses what is too large, no multipart, or from elsewhere, and leaves nothing behind', async () => {
    const before = onDisk().length;
    const refused = await upload(user, Buffer.alloc(200_000, 1), 'big.bin').expect(413);
    expect(refused.body).toMatchObject({ status: 413 });
    await user.post('/api/v1/files').send({ filepath: '/etc/passwd' }).expect(415);
    await user.post('/api/v1/files').attach('file', png, 'x.png').expect(403);
    await upload(user, png, 'x.png').set('sec-fetch-site', 'cross-site').expect(403);
    expect(onDisk()).toHaveLength(before);
    await user.get('/api/v1/files/..%2f..%2fsecrets.json').expect(422);
  });

  it('lets a record claim its own uploads only, and removes what nobody claimed for a day', async () => {
    const make = async (agent: Agent) =>
      (await upload(agent, png, 'p.png').expect(201)).body.data.id as string;
    const [one, two, foreign] = [
      await make(user),
      await make(user),
      await make(await test.as('somebody')),
    ] as const;
    const claim = (ids: string[], to = owner) =>
      test.database.transaction((tx) => files.claim(tx, ids, to, userId));
    await expect(claim([one, foreign])).rejects.toMatchObject({
      status: 422,
      issues: [{ path: ['photos', 1] }],
    });
    expect(await claim([two, one])).toMatchObject([{ id: two }, { id: one }]);
    await expect(claim([one], { ...owner, field: 'other' })).rejects.toMatchObject({ status: 422 });
    await claim([one]);
    await test.database.query(
      `update platform.file set unclaimed_since = now() - interval '25 hours' where unclaimed_since is not null`,
    );
    expect(await files.sweep()).toBeGreaterThanOrEqual(2);
    expect(onDisk()).toEqual([one]);
    // The record does not exist, so nobody may read its field, and not even the uploader has a claim any more.
    for (const login of ['uploader', 'somebody'])
      await (await test.as(login)).get(`/api/v1/files/${one}`).expect(404);
  });

  it('writes names of any kind into the header safely', () => {
    expect(contentDisposition('attachment', 'a"b\\c%d\r\n.txt')).toBe(
      `attachment; filename="a_b_c_d__.txt"; filename*=UTF-8''a%22b%5Cc%25d%0D%0A.txt`,
    );
  });
});
