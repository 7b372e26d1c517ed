import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createApp } from '../create-app.js';
import { Config } from '../platform/config/config.js';
import { createTestApp, type TestApp } from '../testing/app.js';
import { installServiceDesk, serviceDesk, until } from '../testing/service-desk.js';

describe('flows and timers over a restart', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await createTestApp({ config: { runsWorkers: false } });
    await installServiceDesk(test, { dora: 'dispatcher', mary: 'manager' }, serviceDesk);
  });
  afterAll(() => test.close());

  /** A server with workers over the same database, for as long as `work` takes. */
  async function withServer(work: () => Promise<void>): Promise<void> {
    const config = new Config({ ...test.app.get(Config), runsWorkers: true });
    const app = await createApp(config, false);
    await app.init();
    await work().finally(() => app.close());
  }
  const count = async (sql: string, id: string): Promise<number> =>
    Number((await test.database.query<{ n: string }>(`select count(*) as n from ${sql}`, [id])).rows[0]?.n);

  it('begins the flow and runs the rule that came due meanwhile, each once', async () => {
    const admin = await test.as('admin');
    const answer = await admin
      .post('/api/v1/apps/desk/forms/work_order/records')
      .send({ subject: '夜里报修', reported_at: '2024-02-29T00:00:00.000Z' })
      .expect(201);
    const { id } = answer.body.data;
    expect(await count('platform.flow_instance where record_id = $1', id)).toBe(0);
    const ran = `platform.rule_run where rule = 'escalate' and outcome = 'fired' and record_id = $1`;
    await withServer(async () => {
      await until(async () => (await count(ran, id)) === 1);
      await until(async () => (await count('platform.task where record_id = $1', id)) === 1);
    });
    await withServer(() => new Promise((resolve) => setTimeout(resolve, 1000)));
    expect(await count(ran, id)).toBe(1);
    expect(await count('platform.flow_instance where record_id = $1', id)).toBe(1);
    expect(await count('platform.task where record_id = $1', id)).toBe(1);
  });
});
