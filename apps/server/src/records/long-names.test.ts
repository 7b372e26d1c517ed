import type { Document, Field, Form } from '@fieldwork/metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AppMemberService } from '../identity/app-member.service.js';
import { AppService } from '../metadata/app.service.js';
import { createTestApp, type TestApp } from '../testing/app.js';

/** As long as a name may be; alike but for its end. */
const long = (end: string) => end.padStart(48, 'x');
const field = (id: string, type: Field['type'], rest: Partial<Field> = {}) =>
  ({ id, type, label: id, ...rest }) as Field;
const form = (id: string, fields: Field[]) =>
  ({ kind: 'form', schema: 1, id, label: id, fields, layout: [], title: 'name' }) as Document;
const [city, region, other] = [long('city'), long('region'), long('other')];
const documents = [
  { kind: 'app', schema: 1, id: 'longs', label: 'longs', menu: [] },
  form('land', [field('name', 'text'), field(long('open'), 'yes_no')]),
  form('town', [field('name', 'text'), field(region, 'reference', { form: 'land' })]),
  form('satisfaction_of_customers', [field('name', 'auto_number')]),
  form('satisfaction_of_customers_in_shops', [field('name', 'auto_number')]),
  form('house', [
    field('name', 'text'),
    field(city, 'reference', { form: 'town', lookups: [region] }),
    field(long('code'), 'text', { unique: true }),
    field(long('plate'), 'text', { unique: true }),
    field(other, 'reference', { form: 'town', lookups: [region] }),
    field(long('rows'), 'sub_table', { fields: [field(region, 'reference', { form: 'land' })] }),
  ]),
  {
    kind: 'role',
    schema: 1,
    id: 'reader',
    label: 'reader',
    forms: {
      house: { read: { '==': [{ var: `${city}.name` }, 'here'] } },
      town: { read: true },
      land: { read: { '==': [{ var: long('open') }, true] } },
    },
  },
] as Document[];

describe('names as long as they may be', () => {
  let test: TestApp;
  let admin: Awaited<ReturnType<TestApp['as']>>;
  let reader: Awaited<ReturnType<TestApp['as']>>;
  const at = (id: string) => `/api/v1/apps/longs/forms/${id}/records`;

  beforeAll(async () => {
    test = await createTestApp();
    await test.app.get(AppService).install(documents, null);
    admin = await test.as('admin');
    const id = await test.createUser('reader');
    await test.app.get(AppMemberService).replace('longs', id, ['reader']);
    reader = await test.as('reader');
  });
  afterAll(() => test.close());

  it('are told apart where their beginnings are the same', async () => {
    const code = { [long('code')]: '1' };
    await admin
      .post(at('house'))
      .send({ ...code, [long('plate')]: '1' })
      .expect(201);
    const taken = (
      await admin
        .post(at('house'))
        .send({ [long('plate')]: '1' })
        .expect(422)
    ).body;
    expect(taken.issues).toMatchObject([{ path: [long('plate')], code: 'not_unique' }]);
    const house = structuredClone(documents.find((one) => one.kind === 'form' && one.id === 'house')) as Form;
    for (const one of house.fields) if (one.id === long('plate')) delete one.unique;
    await admin.put('/api/v1/apps/longs/forms/house').send({ document: house }).expect(200);
    await admin.post('/api/v1/apps/longs/forms/house/publish').send({}).expect(200);
    await admin
      .post(at('house'))
      .send({ [long('plate')]: '1' })
      .expect(201);
    await admin.post(at('house')).send(code).expect(422);
    for (const id of ['satisfaction_of_customers', 'satisfaction_of_customers_in_shops'])
      await admin.post(at(id)).send({}).expect(201);
  });

  it('are read, sorted and filtered by through two references, each for itself', async () => {
    const make = async (id: string, values: object): Promise<string> =>
      (await admin.post(at(id)).send(values).expect(201)).body.data.id;
    const lands = [
      await make('land', { name: 'A', [long('open')]: true }),
      await make('land', { name: 'B', [long('open')]: false }),
    ];
    const here = await make('town', { name: 'here', [region]: lands[0] });
    const there = await make('town', { name: 'there', [region]: lands[1] });
    const rows = [{ [region]: lands[0] }];
    await make('house', { name: 'one', [city]: here, [other]: there, [long('rows')]: rows });
    await make('house', { name: 'two', [city]: there, [other]: here });
    const path = (first: string) => `${first}.${region}.name`;
    const listed = async (who: typeof admin, query: object) => {
      const { body } = await who.get(at('house')).query(query).expect(200);
      return body.data.flatMap(({ name }: { name: string | null }) => name ?? []);
    };
    expect(await listed(admin, { sort: `-${path(city)}` })).toEqual(['two', 'one']);
    const both = { and: [{ '==': [{ var: path(city) }, 'A'] }, { '==': [{ var: path(other) }, 'B'] }] };
    expect(await listed(admin, { filter: JSON.stringify(both) })).toEqual(['one']);
    expect(await listed(reader, { sort: path(other) })).toEqual(['one']);
    const { data } = (await reader.get(at('house')).expect(200)).body;
    expect(data[0][city][region]).toEqual({ id: lands[0], title: 'A' });
    expect(data[0][other][region]).toEqual({ id: lands[1] });
    const one = (await reader.get(`${at('house')}/${data[0].id}`).expect(200)).body.data;
    expect(one[long('rows')]).toMatchObject([{ [region]: { title: 'A' } }]);
  });
});
