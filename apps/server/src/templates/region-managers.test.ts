import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AppMemberService } from '../identity/app-member.service.js';
import { AfterSalesDesk, afterSales } from '../testing/after-sales.js';
import { createTestApp, type TestApp } from '../testing/app.js';
import { until } from '../testing/service-desk.js';

type Agent = Awaited<ReturnType<TestApp['as']>>;
const regions = ['north', 'east'] as const;
type Region = (typeof regions)[number];

/** One record of each form in a region, by form. */
type World = Record<string, string>;

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe('the managers of two regions of the after-sales template', () => {
  let test: TestApp;
  let desk: AfterSalesDesk;
  const worlds = {} as Record<Region, World>;
  const photos = {} as Record<Region, string>;
  const managers = {} as Record<Region, Agent>;
  const both = () => regions.map((region) => [region, managers[region], worlds[region]] as const);
  const other = (region: Region): Region => (region === 'north' ? 'east' : 'north');
  const at = (form: string, id = '', part = '') => `${afterSales}/forms/${form}/records/${id}${part}`;
  const listed = async (who: Agent, form: string, query: object = {}): Promise<string[]> =>
    (await who.get(`${afterSales}/forms/${form}/records`).query(query).expect(200)).body.data.map(idOf);

  async function furnish(region: Region, model: string, part: string): Promise<World> {
    const customer = await desk.customer({ name: `酒店 ${region}`, region });
    const device = await desk.make('device', { serial: `SN-${region}-1`, model, customer });
    const account = await test.createUser(`engineer_${region}`);
    const engineer = await desk.engineer({ name: `工程师 ${region}`, region, account });
    const upload = desk.admin.post('/api/v1/files').set('origin', test.url);
    const { body } = await upload.attach('file', png, {
      filename: `${region}.png`,
      contentType: 'image/png',
    });
    photos[region] = body.data.id;
    const work_order = await desk.make('work_order', {
      ...{ type: 'repair', subject: `制冷不足 ${region}`, severity: 'low', fault_category: 'noise' },
      ...{
        customer,
        device,
        engineer,
        planned_minutes: region === 'north' ? 60 : 150,
        photos: [photos[region]],
      },
    });
    await desk.admin
      .post(at('work_order', work_order, '/comments'))
      .send({ body: `内部 ${region}` })
      .expect(201);
    const soon = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
    return {
      ...{ customer, device, engineer, work_order },
      contact: await desk.make('contact', { customer, name: `联系人 ${region}`, phone: '13900001111' }),
      visit: await desk.make('visit', { work_order, engineer, planned_from: soon(1) }),
      leave: await desk.make('leave', { engineer, reason: '探亲', starts_at: soon(48), ends_at: soon(72) }),
      survey: await desk.make('survey', { work_order, customer, engineer, status: 'sent' }),
      service_contract: await desk.make('service_contract', {
        ...{ customer, name: `合同 ${region}`, tier: 'gold', status: 'draft' },
        ...{ starts_on: '2026-01-01', ends_on: '2036-12-31' },
      }),
      installed_part: await desk.make('installed_part', { device, part, work_order }),
      warehouse: await desk.make('warehouse', { code: `W-${region}`, name: `仓库 ${region}`, region }),
    };
  }

  beforeAll(async () => {
    test = await createTestApp();
    desk = await AfterSalesDesk.install(test);
    const model = await desk.model();
    const part = await desk.make('part', { code: 'P-1', name: '主板', price: 100 });
    for (const region of regions) {
      const id = await test.createUser(`manager_${region}`);
      await test.app.get(AppMemberService).replace('after_sales', id, ['region_manager', `region_${region}`]);
      managers[region] = await test.as(`manager_${region}`);
      worlds[region] = await furnish(region, model, part);
    }
  }, 180_000);
  afterAll(() => test.close());

  it('see the records of their region in every list, and open no others', async () => {
    for (const [region, who, world] of both())
      for (const [form, id] of Object.entries(world)) {
        expect([form, await listed(who, form)]).toEqual([form, [id]]);
        expect([form, (await who.get(at(form, id))).status]).toEqual([form, 200]);
        const strange = worlds[other(region)][form] as string;
        for (const part of ['', '/history', '/comments'])
          expect([form, part, (await who.get(at(form, strange, part))).status]).toEqual([form, part, 404]);
      }
  });

  it('find them in pickers, in the search and on the dispatch board', async () => {
    for (const [region, who, world] of both()) {
      expect(await listed(who, 'customer', { search: '酒店' })).toEqual([world.customer]);
      expect(await listed(who, 'device', { search: 'SN-' })).toEqual([world.device]);
      expect(await listed(who, 'engineer', { search: '工程师' })).toEqual([world.engineer]);
      const found = async () =>
        (await who.get(`${afterSales}/search`).query({ q: '制冷不足', limit: 50 }).expect(200)).body.data;
      await until(async () => (await found()).length > 0);
      const strange = Object.values(worlds[other(region)]);
      expect((await found()).map(idOf)).toContain(world.work_order);
      expect((await found()).map(idOf).filter((id: string) => strange.includes(id))).toEqual([]);
      const onBoard = { filter: JSON.stringify({ isNotEmpty: [{ var: 'engineer' }] }) };
      expect(await listed(who, 'work_order', onBoard)).toEqual([world.work_order]);
    }
  });

  it('count and drill into their own orders', async () => {
    for (const [region, who, world] of both()) {
      const ask = async (path: string) =>
        (await who.post(`${afterSales}/${path}/data`).send({}).expect(200)).body.data;
      const bars = await ask('reports/orders_by_region');
      expect(bars.rows.map(([group]: [string]) => group)).toEqual([region]);
      expect(await listed(who, 'work_order', { filter: JSON.stringify(bars.drill[0][0]) })).toEqual([
        world.work_order,
      ]);
      expect((await ask('kpis/orders_created')).rows[0][0]).toBe('1');
      const { body } = await who
        .post(`${afterSales}/forms/work_order/records/aggregate`)
        .send({
          dimensions: [],
          measures: [{ id: 'h', label: 'h', aggregate: 'sum', value: { var: 'planned_minutes' } }],
        })
        .expect(200);
      expect(Number(body.data.rows[0][0])).toBe(region === 'north' ? 60 : 150);
    }
  });

  it('take out, comment on and look at the photos of their own orders only', async () => {
    for (const [region, who, world] of both()) {
      const asked = await who
        .post(`${afterSales}/forms/work_order/exports`)
        .send({ format: 'csv' })
        .expect(202);
      const file = await until(async () => {
        const { state, result } = (await who.get(`/api/v1/jobs/${asked.body.data.job}`).expect(200)).body
          .data;
        return state === 'done' && (result.file as string);
      });
      const sheet = (await who.get(`/api/v1/files/${file}`).buffer(true).expect(200)).text;
      expect(sheet).toContain(`制冷不足 ${region}`);
      expect(sheet).not.toContain(`制冷不足 ${other(region)}`);

      const comment = (id: string) => who.post(at('work_order', id, '/comments')).send({ body: '请跟进' });
      await comment(world.work_order as string).expect(201);
      await comment(worlds[other(region)].work_order as string).expect(404);
      await who.get(`/api/v1/files/${photos[region]}`).expect(200);
      await who.get(`/api/v1/files/${photos[other(region)]}`).expect(404);
      await who.patch(at('work_order', world.work_order)).send({ subject: '改' }).expect(403);
    }
  });

  it('see both regions with both, and nothing without one', async () => {
    const members = test.app.get(AppMemberService);
    const both = await test.createUser('manager_both');
    await members.replace('after_sales', both, ['region_manager', 'region_north', 'region_east']);
    const none = await test.createUser('manager_none');
    await members.replace('after_sales', none, ['region_manager']);
    const only = await test.createUser('region_only');
    await members.replace('after_sales', only, ['region_north']);
    const orders = async (login: string) =>
      (await test.as(login)).get(`${afterSales}/forms/work_order/records`);
    expect((await orders('manager_both')).body.data).toHaveLength(2);
    expect((await orders('manager_none')).body.data).toEqual([]);
    expect((await orders('region_only')).status).toBe(403);
  });
});

function idOf({ id }: { id: string }): string {
  return id;
}
