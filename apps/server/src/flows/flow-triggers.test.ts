import type { TaskData } from '@fieldwork/api-contract';
import type { Document } from '@fieldwork/metadata';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { AppService } from '../metadata/app.service.js';
import { createTestApp, type TestApp } from '../testing/app.js';
import { until } from '../testing/service-desk.js';

const end = { type: 'end', id: 'end', label: 'End' };
const flow = (id: string, node: { id: string }) => ({
  kind: 'flow',
  schema: 1,
  id,
  label: id,
  form: 'job',
  trigger: { on: 'created' },
  nodes: [{ type: 'start', id: 'start', label: 'Start', next: node.id }, node, end],
});
const documents = [
  { kind: 'app', schema: 1, id: 'yard', label: 'Yard', menu: [] },
  {
    kind: 'form',
    schema: 1,
    id: 'job',
    label: 'Job',
    title: 'subject',
    fields: [
      { id: 'subject', type: 'text', label: 'Subject' },
      { id: 'place', type: 'text', label: 'Place', unique: true },
    ],
    layout: [],
  },
  flow('a_placing', {
    ...{ type: 'write', id: 'place', label: 'Place', next: 'end' },
    ...{ set: [{ field: 'place', value: 'the only one' }] },
  } as { id: string }),
  flow('b_doing', {
    ...{ type: 'task', id: 'do', label: 'Do', assignee: [{ by: 'initiator' }] },
    ...{ actions: [{ id: 'done', label: 'Done', kind: 'complete', next: 'end' }] },
  } as { id: string }),
] as unknown as Document[];

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp();
  await test.app.get(AppService).install(documents, null);
});
afterAll(() => test.close());

it('a flow that cannot begin keeps no other from beginning with the same record', async () => {
  const admin = await test.as('admin');
  const jobs = '/api/v1/apps/yard/forms/job/records';
  const make = async () => (await admin.post(jobs).send({ subject: 'Pump' }).expect(201)).body.data.id;
  const taskOf = async (record: string): Promise<TaskData | undefined> =>
    (await admin.get('/api/v1/tasks').query({ record }).expect(200)).body.data[0];
  const placed = await make();
  const read = async (id: string) => (await admin.get(`${jobs}/${id}`).expect(200)).body.data;
  await until(async () => (await read(placed)).place === 'the only one');
  await until(() => taskOf(placed));
  const second = await make();
  expect(await until(() => taskOf(second))).toMatchObject({ label: 'Do' });
  expect((await read(second)).place).toBeNull();
});
