import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AfterSalesDesk } from '../testing/after-sales.js';
import { createTestApp, type TestApp } from '../testing/app.js';
import { until } from '../testing/service-desk.js';

const kept = { customer: '', engineer: '' };

describe('main orders of the after-sales template', () => {
  let test: TestApp;
  let desk: AfterSalesDesk;
  beforeAll(async () => {
    test = await createTestApp();
    desk = await AfterSalesDesk.install(test);
    kept.customer = await desk.customer();
    kept.engineer = await desk.engineer();
  });
  afterAll(() => test.close());

  const orderOf = (values: object = {}) =>
    desk.make('work_order', {
      type: 'install',
      subject: '安装',
      severity: 'low',
      customer: kept.customer,
      ...values,
    });
  const status = async (id: string) => (await desk.read(id)).status;

  it('wait for their child orders, and go on when the last of them is done', async () => {
    const main = await orderOf();
    await desk.accepted(main, kept.engineer);
    await expect(desk.act(main, 'work', 'wait_children')).rejects.toThrow();
    const children = [await orderOf({ main_order: main }), await orderOf({ main_order: main })];
    await desk.act(main, 'work', 'wait_children');
    expect(await status(main)).toBe('waiting_children');
    await desk.act(children[0] as string, 'intake', 'cancel', { reason: '不需要' });
    await until(async () => (await status(children[0] as string)) === 'cancelled');
    expect(await status(main)).toBe('waiting_children');
    await desk.act(children[1] as string, 'intake', 'cancel', { reason: '不需要' });
    await until(async () => (await status(main)) === 'in_progress');
  });
});
