import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../../testing/app.js';
import { until } from '../../testing/service-desk.js';
import { uuidv7 } from '../uuid.js';
import { DeliveryService, PermanentFailure } from './delivery.service.js';
import { DeliveryStore } from './delivery.store.js';
import { DeliveryWorker } from './delivery.worker.js';

describe('deliveries', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await createTestApp();
  });
  afterAll(() => test.close());

  it('are given up for what the other side answered, whatever characters it answered with', async () => {
    const deliveries = test.app.get(DeliveryService);
    let attempts = 0;
    deliveries.on('odd', async () => {
      attempts += 1;
      throw new PermanentFailure('HTTP 400: \u0000PNG');
    });
    await test.database.transaction((tx) =>
      deliveries.send(tx, { channel: 'odd', target: 'somewhere', payload: {} }),
    );
    await until(async () => attempts === 1);
    await until(async () => (await deliveries.list('dead', null, 10)).length === 1);
    expect(await deliveries.list(null, null, 10)).toMatchObject([
      { state: 'dead', error: 'HTTP 400: \ufffdPNG', attempts: 1 },
    ]);
  });

  it('that take long to send stay in one hand', async () => {
    const deliveries = test.app.get(DeliveryService);
    let attempts = 0;
    let arrive = () => {};
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    deliveries.on('slow', async () => {
      attempts += 1;
      await arrived;
    });
    const id = await test.database.transaction((tx) =>
      deliveries.send(tx, { channel: 'slow', target: 'far away', payload: {} }),
    );
    await until(async () => attempts === 1);
    await test.database.query(
      `update platform.delivery set leased_at = now() - interval '3 minutes' where id = $1`,
      [id],
    );
    await test.app.get(DeliveryWorker).sweep();
    // As another process would, to which a queue that forgot gives it once more.
    expect(await test.app.get(DeliveryStore).lease(String(id), uuidv7())).toBeNull();
    arrive();
    await until(async () => (await deliveries.list('sent', null, 10)).some((one) => one.id === id));
    expect(attempts).toBe(1);
  });
});
