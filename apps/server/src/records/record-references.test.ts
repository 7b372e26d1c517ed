import type { Document, Field, Form, Role } from '@fieldwork/metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AppMemberService } from '../identity/app-member.service.js';
import { AppService } from '../metadata/app.service.js';
import { createTestApp, type TestApp } from '../testing/app.js';

type Agent = Awaited<ReturnType<TestApp['as']>>;
const field = (id: string, type: Field['type'], rest: Partial<Field> = {}) =>
  ({ id, type, label: id, ...rest }) as Field;
const form = (id: string, fields: Field[]): Form =>
  ({ kind: 'form', schema: 1, id, label: id, fields, layout: [], title: 'name' }) as Form;
const part = field('part', 'reference', { form: 'part', lookups: ['price'] });
const clerk: Role = {
  kind: 'role',
  schema: 1,
  id: 'clerk',
  label: 'clerk',
  forms: {
    sale: { read: true, create: true, update: true },
    part: { read: { '==': [{ var: 'is_open' }, true] } },
  },
};
const documents: Document[] = [
  { kind: 'app', schema: 1, id: 'shop', label: 'shop', menu: [] },
  form('part', [field('name', 'text'), field('price', 'money'), field('is_open', 'yes_no')]),
  form('sale', [
    field('name', 'text'),
    field('part', 'reference', { form: 'part' }),
    field('lines', 'sub_table', {
      fields: [
        part,
        field('price', 'money', { readOnly: true, default: { var: 'part.price' } }),
        field('note', 'text'),
      ],
    }),
    field('plain', 'sub_table', { fields: [field('part', 'reference', { form: 'part' })] }),
  ]),
  clerk,
];

describe('what a record refers to', () => {
  let test: TestApp;
  let admin: Agent;
  let member: Agent;
  let open = '';
  let closed = '';
  const sales = '/api/v1/apps/shop/forms/sale/records';

  beforeAll(async () => {
    test = await createTestApp();
    await test.app.get(AppService).install(documents, null);
    admin = await test.as('admin');
    const id = await test.createUser('clerk');
    await test.app.get(AppMemberService).replace('shop', id, ['clerk']);
    member = await test.as('clerk');
    const made = async (values: object): Promise<string> =>
      (await admin.post('/api/v1/apps/shop/forms/part/records').send(values).expect(201)).body.data.id;
    open = await made({ name: 'open', price: '100', is_open: true });
    closed = await made({ name: 'closed', price: '200', is_open: false });
  });
  afterAll(() => test.close());

  it('is there for its writer, in a row as in the record itself', async () => {
    for (const [values, path] of [
      [{ part: closed }, ['part']],
      [{ lines: [{ part: open }, { part: closed }] }, ['lines', 1, 'part']],
      [{ plain: [{ part: closed }] }, ['plain', 0, 'part']],
    ] as const) {
      const { body } = await member.post(sales).send(values).expect(422);
      expect(body.issues).toMatchObject([{ path, code: 'no_such_record' }]);
    }
    await member
      .post(sales)
      .send({ part: open, lines: [{ part: open }], plain: [{ part: open }] })
      .expect(201);
  });

  it('gives read-only columns their values, whatever is sent beside its id', async () => {
    const lines = [{ part: { id: open, price: '0.01' } }];
    const { body } = await member.post(sales).send({ lines }).expect(201);
    expect(body.data.lines).toMatchObject([{ price: '100' }]);
    await admin.delete(`/api/v1/apps/shop/forms/part/records/${open}`).expect(204);
    await member.post(sales).send({ lines }).expect(422);
    await admin.post(`/api/v1/apps/shop/forms/part/records/${open}/restore`).expect(204);
  });

  it('may stay in rows where somebody else put it, and is not told', async () => {
    const lines = [{ part: closed }, { part: open }];
    const { id } = (await admin.post(sales).send({ lines }).expect(201)).body.data;
    const seen = (await member.get(`${sales}/${id}`).expect(200)).body.data;
    expect(seen.lines[0].part).toEqual({ id: closed });
    const [first, second] = seen.lines;
    const sent = { ...first, part: { ...first.part, price: '0.01' }, note: 'mine' };
    const changed = await member
      .patch(`${sales}/${id}`)
      .send({ lines: [sent, second] })
      .expect(200);
    expect(changed.body.data.lines).toMatchObject([{ price: '200', note: 'mine' }, { price: '100' }]);
    await member
      .patch(`${sales}/${id}`)
      .send({ plain: [{ part: closed }] })
      .expect(422);
  });
});
