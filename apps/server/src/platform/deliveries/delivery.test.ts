import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../../testing/app.js';
import { until } from '../../testing/service-desk.js';
import { DeliveryService, PermanentFailure } from './delivery.service.js';

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
});
