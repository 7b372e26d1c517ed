import type { Document } from '@fieldwork/metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AppService } from '../metadata/app.service.js';
import { createTestApp, type TestApp } from '../testing/app.js';
import { until } from '../testing/service-desk.js';

const jobs = '/api/v1/apps/yard/forms/job/records';
const documents: Document[] = [
  { kind: 'app', schema: 1, id: 'yard', label: '工地', menu: [] },
  {
    kind: 'form',
    schema: 1,
    id: 'job',
    label: '工单',
    title: 'subject',
    fields: [
      { id: 'subject', type: 'text', label: '主题' },
      { id: 'photos', type: 'photo', label: '照片' },
    ],
    layout: [],
  },
];

describe('files of a record that two people change at once', () => {
  let test: TestApp;
  let admin: Awaited<ReturnType<TestApp['as']>>;
  beforeAll(async () => {
    test = await createTestApp();
    await test.app.get(AppService).install(documents, null);
    admin = await test.as('admin');
  });
  afterAll(() => test.close());

  const upload = async (name: string): Promise<string> => {
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
      'base64',
    );
    const sent = admin.post('/api/v1/files').set('origin', test.url).attach('file', png, name);
    return (await sent.expect(201)).body.data.id;
  };
  const ownerOf = async (file: string): Promise<string | null> => {
    const { rows } = await test.database.query<{ owner: string | null }>(
      'select record_id as owner from platform.file where id = $1',
      [file],
    );
    return rows[0]?.owner ?? null;
  };
  /** Until so many wait for the row; an index that is built beside them waits for a whole transaction, and is not meant. */
  const blocked = (count: number) =>
    until(async () => {
      const { rows } = await test.database.query<{ count: number }>(
        `select count(*)::int as count from pg_stat_activity
         where datname = current_database() and wait_event in ('transactionid', 'tuple')`,
      );
      return rows[0]?.count === count;
    });

  it('stay with the quicker one; whoever was outrun takes none of them away and keeps none', async () => {
    const [kept, first, second] = [await upload('kept.png'), await upload('1.png'), await upload('2.png')];
    const made = await admin
      .post(jobs)
      .send({ subject: 'Pump', photos: [kept] })
      .expect(201);
    const { id } = made.body.data;
    const change = (photos: string[]) =>
      admin
        .patch(`${jobs}/${id}`)
        .set('If-Match', '1')
        .send({ photos })
        .then(({ status }) => status);
    const statuses = await test.database.transaction(async (tx) => {
      await tx.query('select from app_yard.job where id = $1 for update', [id]);
      const quicker = change([kept, first]);
      await blocked(1);
      const outrun = change([second]);
      await blocked(2);
      return { quicker, outrun };
    });
    expect([await statuses.quicker, await statuses.outrun]).toEqual([200, 409]);
    expect([await ownerOf(kept), await ownerOf(first), await ownerOf(second)]).toEqual([id, id, null]);
  });
});
