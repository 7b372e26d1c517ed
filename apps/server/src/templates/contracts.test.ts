import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AfterSalesDesk, afterSales } from '../testing/after-sales.js';
import { createTestApp, type TestApp } from '../testing/app.js';
import { settled, until } from '../testing/service-desk.js';

describe('contracts of the after-sales template', () => {
  let test: TestApp;
  let desk: AfterSalesDesk;
  let admin: AfterSalesDesk['admin'];
  let customer: string;
  let model: string;
  beforeAll(async () => {
    test = await createTestApp();
    desk = await AfterSalesDesk.install(test);
    admin = desk.admin;
    customer = await desk.customer();
    model = await desk.model();
  });
  afterAll(() => test.close());

  const contractOf = (visits: number) =>
    desk.make('service_contract', {
      name: '年保',
      customer,
      status: 'active',
      starts_on: '2020-01-01',
      ends_on: '2099-12-31',
      visits_quota: visits,
      hours_quota: 10,
    });
  const deviceOf = (serial: string, installed: string, contract?: string) =>
    desk.make('device', {
      serial,
      model,
      customer,
      installed_on: installed,
      ...(contract ? { contract } : {}),
    });
  const order = { type: 'repair', subject: '不制冷', fault_category: 'cooling', severity: 'low' };
  const orderOn = (device: string) => desk.make('work_order', { ...order, customer, device });
  const covered = async (id: string) => {
    await until(async () => (await desk.read(id)).cover !== null);
    const { cover, cover_reason } = await desk.read(id, 'work_order');
    return { cover, cover_reason };
  };
  const left = async (contract: string) => (await desk.read(contract, 'service_contract')).visits_left;

  it('leave a visit alone where the part that failed has a warranty of its own, until that is no longer said', async () => {
    const contract = await contractOf(1);
    await until(async () => (await left(contract)) === '1');
    const device = await deviceOf('HK000099', '2015-01-01', contract);
    const part = await desk.make('part', { code: 'P-99', name: '主板', price: 100, warranty_months: 12 });
    const installed = await desk.make('installed_part', { device, part, serial: 'ZB-1' });
    const id = await desk.make('work_order', { ...order, customer, device, failed_part: installed });
    expect(await covered(id)).toEqual({ cover: 'part_warranty', cover_reason: 'part_in_warranty' });
    expect(await desk.read(id)).toMatchObject({ in_warranty: true, charge: '0' });
    expect(await left(contract)).toBe('1');
    const name = (failed_part: string | null) =>
      admin.patch(`${afterSales}/forms/work_order/records/${id}`).send({ failed_part }).expect(200);
    await name(null);
    await until(async () => (await desk.read(id)).cover === 'contract' && (await left(contract)) === '0');
    await name(installed);
    await until(
      async () => (await desk.read(id)).cover === 'part_warranty' && (await left(contract)) === '1',
    );

    const next = await desk.make('installed_part', { device, part, serial: 'ZB-2', work_order: id });
    await until(async () => (await desk.read(installed, 'installed_part')).removed_on !== null);
    expect(await desk.read(installed, 'installed_part')).toMatchObject({ replaced_by: { id: next } });
    expect(await desk.read(next, 'installed_part')).toMatchObject({ removed_on: null, name: '主板 · ZB-2' });
    const other = await deviceOf('HK000098', '2015-01-01');
    const wrong = { ...order, customer, device: other, failed_part: next };
    await admin.post(`${afterSales}/forms/work_order/records`).send(wrong).expect(422);
  });

  it('give their quota to orders out of warranty, until it is used up, and take it back from what is cancelled', async () => {
    const contract = await contractOf(1);
    await until(async () => (await left(contract)) === '1');
    const device = await deviceOf('HK000001', '2015-01-01', contract);
    const first = await orderOn(device);
    expect(await covered(first)).toEqual({ cover: 'contract', cover_reason: 'contract_visit' });
    await until(async () => (await left(contract)) === '0');
    const second = await orderOn(device);
    expect(await covered(second)).toEqual({ cover: 'charge', cover_reason: 'quota_used_up' });
    await desk.act(first, 'intake', 'cancel', { reason: '客户取消' });
    await until(async () => (await desk.read(first)).status === 'cancelled');
    await until(async () => (await left(contract)) === '1');
  });

  it('do not matter in warranty, and without either the customer pays', async () => {
    const contract = await contractOf(5);
    const today = new Date().toISOString().slice(0, 10);
    expect(await covered(await orderOn(await deviceOf('HK000002', today, contract)))).toEqual({
      cover: 'warranty',
      cover_reason: 'device_in_warranty',
    });
    expect(await covered(await orderOn(await deviceOf('HK000003', '2015-01-01')))).toEqual({
      cover: 'charge',
      cover_reason: 'not_covered',
    });
  });

  it.each([
    ['4', 1, { payable: '770', hours: '4', parts: '500' }],
    ['', 2, { payable: '530', hours: null, parts: '500' }],
    ['100', 3, { payable: '530', hours: '6', parts: '500' }],
  ])('charge what lies beyond the quota alone (hours: %s)', async (hours, number, expected) => {
    const contract = await desk.make('service_contract', {
      name: '额度',
      customer,
      status: 'active',
      starts_on: '2020-01-01',
      ends_on: '2099-12-31',
      visits_quota: 5,
      hours_quota: hours === '' ? null : hours,
      parts_quota: 500,
    });
    await until(async () => (await left(contract)) === '5');
    const part = await desk.make('part', { code: `PT-${number}`, name: '压缩机', price: '515.00' });
    const engineer = await desk.make('engineer', {
      name: '资深',
      phone: '13800005678',
      level: 'senior',
      region: 'north',
    });
    const id = await orderOn(await deviceOf(`HK10000${number}`, '2015-01-01', contract));
    expect(await covered(id)).toMatchObject({ cover: 'contract' });
    const used = { part, quantity: 2, price: '515.00' };
    await admin
      .patch(`${afterSales}/forms/work_order/records/${id}`)
      .send({
        engineer,
        labour_hours: '6',
        parts_used: [used],
        accepted_at: new Date().toISOString(),
        status: 'closed',
      })
      .expect(200);
    const filter = JSON.stringify({ '==': [{ var: 'work_order' }, id] });
    const [settlement] = await until(async () => {
      const { body } = await admin
        .get(`${afterSales}/forms/settlement/records`)
        .query({ filter })
        .expect(200);
      return body.data.length > 0 && body.data;
    });
    const { payable, covered_hours, covered_parts, cost } = settlement;
    const plain = (text: string | null) => (text === null ? null : String(Number(text)));
    expect(plain(cost)).toBe(plain((await desk.read(id)).total_cost));
    expect([plain(payable), plain(covered_hours), plain(covered_parts)]).toEqual([
      expected.payable,
      expected.hours,
      expected.parts,
    ]);
    expect(plain((await desk.read(contract, 'service_contract')).parts_left)).toBe('0');
  });

  it('are charged by the hours of all visits, which the order shows before anybody signs it', async () => {
    const id = await orderOn(await deviceOf('HK000009', '2015-01-01'));
    const engineer = await desk.make('engineer', { name: '二人', phone: '13800005679', region: 'north' });
    await desk.accepted(id, engineer);
    await until(async () => (await desk.read(id)).status === 'in_progress');
    for (const minutes of [90, 60]) {
      const planned_from = new Date().toISOString();
      const visit = await desk.make('visit', { work_order: id, engineer, planned_from });
      await desk.act(visit, 'travel', 'arrive');
      const arrived_at = new Date(Date.now() - minutes * 60_000).toISOString();
      await admin.patch(`${afterSales}/forms/visit/records/${visit}`).send({ arrived_at }).expect(200);
      await desk.act(visit, 'work', 'leave', { values: { result: 'solved' } });
    }
    await until(async () => Number((await desk.read(id)).labour_hours) === 2.5);
    expect(Number((await desk.read(id)).labour_fee)).toBe(300);
  });

  it('are used by what is negative alone', async () => {
    const contract = await contractOf(3);
    await until(async () => (await left(contract)) === '3');
    const movement = { contract, quota: 'visits', kind: 'use' };
    await expect(desk.make('contract_movement', { ...movement, quantity: 1 })).rejects.toThrow(
      '“工单使用”应为负数',
    );
    await desk.make('contract_movement', { ...movement, quantity: -1 });
    await until(async () => (await left(contract)) === '2');
  });

  it('are weighed before the order is saved', async () => {
    const contract = await contractOf(2);
    await until(async () => (await left(contract)) === '2');
    const device = await deviceOf('HK000004', '2015-01-01', contract);
    const { body } = await admin
      .post(`${afterSales}/forms/work_order/decisions/preview`)
      .send({ values: { ...order, customer, device } })
      .expect(200);
    expect(body.data[0].outputs[0]).toMatchObject({ value: 'contract', text: { 'zh-CN': '合同内' } });
    expect(body.data[0].outputs[1].text['zh-CN']).toBe('合同有效，扣减一次上门');
  });

  it('leave a plan of maintenance whose forecast follows the readings', async () => {
    const device = await deviceOf('HK000005', '2015-01-01');
    const plan = await desk.make('maintenance_plan', {
      device,
      task: '清洁',
      by: 'meter',
      meter_every: 1000,
    });
    await desk.make('meter_reading', { device, value: 300, read_on: '2026-01-01' });
    await desk.make('meter_reading', { device, value: 500, read_on: '2026-01-21' });
    await until(async () => (await desk.read(plan, 'maintenance_plan')).meter_per_day !== null);
    const forecast = { meter_now: '500', next_due_on: '2026-03-12' };
    expect(await desk.read(plan, 'maintenance_plan')).toMatchObject(forecast);
    // One that is older changes nothing of it, whether it is entered later or only handled later.
    await desk.make('meter_reading', { device, value: 100, read_on: '2025-12-01' });
    await settled(test);
    expect(await desk.read(plan, 'maintenance_plan')).toMatchObject(forecast);
  });
});
