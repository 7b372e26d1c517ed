import type { ConnectorRun } from '@fieldwork/api-contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type StandIn, startStandIn } from '../messaging/testing/stand-in.js';
import { AfterSalesDesk, afterSales } from '../testing/after-sales.js';
import { createTestApp, type TestApp } from '../testing/app.js';
import { until } from '../testing/service-desk.js';

const shanghai = (day: string) => Date.parse(`${day}T00:00:00+08:00`);

describe('the CRM connectors of the after-sales template', () => {
  let test: TestApp;
  let desk: AfterSalesDesk;
  let salesforce: StandIn;
  let fxiaoke: StandIn;
  const sold = {
    Account: [{ Id: 'A1', Name: '朗悦酒店', Phone: '02150001234', BillingState: '上海' }],
    Contract: [
      {
        ...{ Id: 'C1', Name: '空调维保', AccountId: 'A1', Status: 'Activated' },
        ...{ StartDate: '2026-01-01', EndDate: '2027-12-31' },
        ...{ Service_Tier__c: 'Gold', Visits__c: 6, Hours__c: 12, Parts_Amount__c: 3000 },
      },
    ],
    Asset: [
      {
        ...{ Id: 'S1', SerialNumber: 'HK000777', AccountId: 'A1', Service_Contract__c: 'C1' },
        ...{ Product2: { Name: 'HK-1' }, InstallDate: '2025-05-01' },
      },
    ],
  };
  const pages: number[] = [];

  beforeAll(async () => {
    salesforce = await startStandIn(({ path, query }) => {
      if (path === '/services/oauth2/token') return { json: { access_token: 't', expires_in: 3600 } };
      const from = /FROM (\w+)/.exec(query.get('q') ?? '')?.[1] as keyof typeof sold;
      return { json: { records: sold[from], done: true } };
    });
    fxiaoke = await startStandIn(({ path, body }) => {
      const sent = JSON.parse(body);
      if (path === '/cgi/corpAccessToken/get/V2')
        return sent.permanentCode === 'lasting'
          ? { json: { errorCode: 0, corpAccessToken: 'token', corpId: 'corp', expiresIn: 7200 } }
          : { json: { errorCode: 10001, errorMessage: 'no' } };
      if (sent.corpAccessToken !== 'token' || sent.corpId !== 'corp') return { json: { errorCode: 20016 } };
      const { offset, limit } = sent.data.search_query_info;
      pages.push(offset);
      const all = Array.from({ length: 103 }, (_, index) => ({
        ...{ _id: `F${index}`, name: `合同 ${index}`, account_id: 'A1', life_status: 'normal' },
        ...{ start_date: shanghai('2026-03-01'), end_date: shanghai('2027-02-28') },
      }));
      return { json: { errorCode: 0, data: { dataList: all.slice(offset, offset + limit) } } };
    });
    test = await createTestApp({ config: { allowedHosts: [salesforce.host, fxiaoke.host] } });
    desk = await AfterSalesDesk.install(test);
    const connect = (system: string, body: object) =>
      desk.admin.put(`${afterSales}/connections/${system}`).send(body).expect(204);
    await connect('crm', {
      url: salesforce.url,
      auth: 'oauth2',
      settings: { token_path: '/services/oauth2/token', client_id: 'c' },
      secrets: { client_secret: 's' },
    });
    await connect('fxiaoke', {
      url: fxiaoke.url,
      auth: 'fxiaoke',
      settings: { app_id: 'app', open_user_id: 'user' },
      secrets: { app_secret: 's', permanent_code: 'lasting' },
    });
    await desk.make('product_model', {
      ...{ name: 'HK-1', line: 'hvac', warranty_months: 12, maintenance_months: 6 },
    });
  });
  afterAll(async () => {
    await test.close();
    await Promise.all([salesforce.close(), fxiaoke.close()]);
  });

  const run = async (connector: string): Promise<ConnectorRun> => {
    const { body } = await desk.admin
      .post(`${afterSales}/connectors/${connector}/runs`)
      .send({ dry: false })
      .expect(202);
    return until(async () => {
      const job = (await desk.admin.get(`/api/v1/jobs/${body.data.job}`)).body.data;
      return job.state === 'done' && (job.result as ConnectorRun);
    });
  };
  const all = async (form: string) =>
    (await desk.admin.get(`${afterSales}/forms/${form}/records?pageSize=200`).expect(200)).body.data;

  it('bring in what was signed with Salesforce: customer, contract with its quotas, device file, plan', async () => {
    for (const connector of ['crm_customers', 'crm_contracts', 'crm_devices'])
      expect(await run(connector)).toMatchObject({ created: 1, failed: 0, errors: [], error: null });
    expect(await all('service_contract')).toMatchObject([
      { name: '空调维保', tier: 'gold', status: 'active', customer: { title: '朗悦酒店' } },
    ]);
    expect(await all('device')).toMatchObject([
      { serial: 'HK000777', model: { title: 'HK-1' }, contract: { title: '空调维保' } },
    ]);
    await until(async () => (await all('service_contract'))[0].visits_left === '6');
    const [plan] = await until(async () => {
      const plans = await all('maintenance_plan');
      return plans.length > 0 && plans;
    });
    expect(plan).toMatchObject({ by: 'time', every: '6', unit: 'month', starts_on: '2026-01-01' });
    // The same once more makes nothing twice.
    expect(await run('crm_devices')).toMatchObject({ created: 0, updated: 1 });
    expect(await all('maintenance_plan')).toHaveLength(1);
  });

  it('bring in all pages of contracts of Fxiaoke, with the days that they say', async () => {
    expect(await run('fxiaoke_contracts')).toMatchObject({ read: 103, created: 103, failed: 0, error: null });
    expect(pages).toEqual([0, 100]);
    const [contract] = (await all('service_contract')).filter(
      (one: { crm_id: string }) => one.crm_id === 'F102',
    );
    expect(contract).toMatchObject({ starts_on: '2026-03-01', ends_on: '2027-02-28', status: 'active' });
  });
});
