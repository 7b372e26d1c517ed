import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../../testing/app.js';
import { until } from '../../testing/service-desk.js';
import { type JobContext, JobService } from './job.service.js';
import { JobStore } from './job.store.js';
import { JobWorker } from './job.worker.js';

const redisUrl = process.env['FIELDWORK_TEST_REDIS_URL'] ?? null;
const backends = [['PostgreSQL', null], ...(redisUrl === null ? [] : [['Redis', redisUrl]])] as [
  string,
  string | null,
][];

describe.each(backends)('jobs on %s', (_name, url) => {
  let test: TestApp;
  let jobs: JobService;
  const attempts: JobContext[] = [];

  beforeAll(async () => {
    test = await createTestApp({ config: { redisUrl: url } });
    jobs = test.app.get(JobService);
    jobs.on<{ n: number }>('test.double', async ({ n }, context) => {
      context.progress({ done: 1, of: 2 });
      return { twice: n * 2 };
    });
    jobs.on('test.fail', async () => {
      throw new Error('cannot be done');
    });
    jobs.on('test.endless', async (_data, context) => {
      attempts.push(context);
      while (!context.signal.aborted) await new Promise((resolve) => setTimeout(resolve, 20));
      return { stopped: true };
    });
  });
  afterAll(() => test.close());

  const start = (kind: string, createdBy: string | null = null) =>
    test.database.transaction((tx) => jobs.start(tx, { kind, data: { n: 21 }, createdBy }));
  const reach = (id: string, state: string) => until(async () => (await jobs.find(id))?.state === state);

  it('performs a job after the commit and shows progress and result to its creator only', async () => {
    const creator = await test.createUser('creator');
    const id = await start('test.double', creator);
    await reach(id, 'done');
    const { body } = await (await test.as('creator')).get(`/api/v1/jobs/${id}`).expect(200);
    expect(body.data).toMatchObject({ state: 'done', result: { twice: 42 }, progress: { done: 1, of: 2 } });
    await (await test.as('stranger')).get(`/api/v1/jobs/${id}`).expect(404);
    await (await test.as('admin')).get(`/api/v1/jobs/${id}`).expect(200);
  });

  it('shows why a job failed', async () => {
    const id = await start('test.fail');
    await reach(id, 'failed');
    expect(await jobs.find(id)).toMatchObject({ error: 'cannot be done', result: null });
  });

  it('cancels a running job and one that waits', async () => {
    const id = await start('test.endless');
    await reach(id, 'running');
    const admin = await test.as('admin');
    await admin.post(`/api/v1/jobs/${id}/cancel`).expect(202);
    await reach(id, 'cancelled');
    const { rows } = await test.database.query<{ id: string }>(
      `insert into platform.job (kind, data) values ('test.double', '{}') returning id`,
    );
    await admin.post(`/api/v1/jobs/${rows[0]?.id}/cancel`).expect(202);
    expect((await jobs.find(rows[0]?.id as string))?.state).toBe('cancelled');
  });

  it('brings back a job that the queue lost and one whose process was killed', async () => {
    const { rows } = await test.database.query<{ id: string }>(
      `insert into platform.job (kind, data, state, runner, attempts, heartbeat_at) values
         ('test.double', '{"n": 1}', 'queued', null, 0, now() - interval '1 minute'),
         ('test.double', '{"n": 2}', 'running', uuidv7(), 1, now() - interval '1 minute'),
         ('test.double', '{"n": 3}', 'running', uuidv7(), 5, now() - interval '1 minute') returning id`,
    );
    await test.app.get(JobWorker).sweep();
    const [lost, killed, hopeless] = rows.map(({ id }) => id) as [string, string, string];
    await reach(lost, 'done');
    await reach(killed, 'done');
    expect((await jobs.find(hopeless))?.state).toBe('failed');
  });

  it('counts as attempts only runs that got nowhere', async () => {
    const { rows } = await test.database.query<{ id: string; runner: string }>(
      `insert into platform.job (kind, data, state, runner, attempts, progress)
       values ('test.double', '{"n": 1}', 'running', uuidv7(), 4, '{"done": 400}') returning id, runner`,
    );
    const { id, runner } = rows[0] as { id: string; runner: string };
    const attemptsAfter = async (done: number) => {
      await test.app.get(JobStore).beat(id, runner, { done });
      const found = await test.database.query<{ attempts: number }>(
        'select attempts from platform.job where id = $1',
        [id],
      );
      return found.rows[0]?.attempts;
    };
    expect(await attemptsAfter(400)).toBe(4);
    expect(await attemptsAfter(800)).toBe(1);
    await test.database.query('delete from platform.job where id = $1', [id]);
  });

  it('hands a running job back when its process stops', async () => {
    const id = await start('test.endless');
    await reach(id, 'running');
    await test.app.get(JobWorker).beforeApplicationShutdown();
    expect(await jobs.find(id)).toMatchObject({ state: 'queued', finishedAt: null });
  });
});
