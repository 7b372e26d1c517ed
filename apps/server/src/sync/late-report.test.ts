import type { HistoryEntry, RecordClock } from '@fieldwork/api-contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { deadlineChecks } from '../../../../scripts/verify/deadlines.mjs';
import { uuidv7 } from '../platform/uuid.js';
import { createTestApp, type TestApp } from '../testing/app.js';
import { installCrew, Phone } from '../testing/field-crew.js';
import { until } from '../testing/service-desk.js';

type Agent = Awaited<ReturnType<TestApp['as']>>;
const jobs = '/api/v1/apps/crew/forms/job/records';
const hourMs = 3_600_000;
/** Before one moment: the time between two of them does not depend on how quick the test is. */
const now = Date.now();
const ago = (hours: number) => new Date(now - hours * hourMs).toISOString();
const isAbout = (at: string | null | undefined, hours: number) =>
  Math.abs(Date.parse(at ?? '') - (now - hours * hourMs)) < 60_000;

describe('what is reported late', () => {
  let test: TestApp;
  let ids: Record<string, string>;
  let olga: Agent;
  let phone: Phone;

  beforeAll(async () => {
    test = await createTestApp();
    ids = await installCrew(test, { erik: 'engineer', olga: 'office' });
    olga = await test.as('olga');
    phone = await new Phone(await test.as('erik')).register();
    await test.database.query(`update platform.device set created_at = created_at - interval '10 days'`);
  });
  afterAll(() => test.close());

  const read = async (id: string) => (await olga.get(`${jobs}/${id}`).expect(200)).body.data;
  const clockOf = async (id: string): Promise<RecordClock> =>
    (await olga.get(`${jobs}/${id}/deadlines`).expect(200)).body.data[0];
  const history = async (id: string): Promise<HistoryEntry[]> =>
    (await olga.get(`${jobs}/${id}/history`).expect(200)).body.data;
  const told = async (): Promise<string[]> =>
    (await olga.get('/api/v1/notifications').expect(200)).body.data.map(
      ({ title }: { title: { en: string } | string }) => (typeof title === 'string' ? title : title.en),
    );
  const make = (hours: number) => {
    const id = uuidv7();
    const values = { subject: 'Pump', assignee: ids.erik };
    return { id, result: phone.wish({ name: 'record.create', form: 'job', id, values }, { at: ago(hours) }) };
  };
  /** Flows begin behind the answer. */
  const taskOf = async (id: string) => {
    const erik = await test.as('erik');
    await until(async () => (await erik.get('/api/v1/tasks').query({ record: id })).body.data[0]);
  };
  const finish = (id: string, hours: number) =>
    phone.wish(
      { name: 'task.act', form: 'job', record: id, flow: 'handling', node: 'work', action: 'finish' },
      { at: ago(hours) },
    );

  it('meets a deadline that was missed in the books, and takes back what was told of it', async () => {
    const { id, result } = make(6);
    await result;
    await until(async () => (await read(id)).clock === 'missed');
    expect(await told()).toContain('Pump is late');
    expect(isAbout((await clockOf(id)).startedAt, 6)).toBe(true);

    await taskOf(id);
    expect(await finish(id, 5)).toMatchObject({ state: 'applied' });
    await until(async () => (await read(id)).clock === 'met');
    const clock = await clockOf(id);
    expect(clock).toMatchObject({ state: 'met', breachedAt: null, marks: [] });
    expect(isAbout(clock.stoppedAt, 5)).toBe(true);
    expect(clock.corrections).toMatchObject([{ before: 'missed', after: 'met' }]);
    expect(Math.round(clock.consumedMinutes)).toBe(60);
    // A flow's own values are of that moment too; who wrote when is not.
    const record = await read(id);
    expect(isAbout(record.done_at, 5)).toBe(true);
    expect(Date.parse(record.updated_at)).toBeGreaterThan(now);
    const line = (await history(id)).find(({ detail }) => detail.event === 'late_report');
    expect(line).toMatchObject({ kind: 'deadline', detail: { before: 'missed', after: 'met' } });
    expect((await told()).filter((title) => title.startsWith('Correction'))).toHaveLength(1);
  });

  it('tells nothing of a breach when the whole day comes in at once', async () => {
    const { id, result } = make(7);
    await result;
    // The clock looks some seconds later; a busy machine may take longer than that to begin the flow.
    await until(async () => {
      const waiting = `update platform.outbox set due_at = now() + interval '1 hour'
        where topic = 'deadline.timer' and done_at is null and payload->>'recordId' = $1`;
      return (await test.database.query(waiting, [id])).rowCount === 1;
    });
    await taskOf(id);
    expect(await finish(id, 6)).toMatchObject({ state: 'applied' });
    await until(async () => (await read(id)).clock === 'met');
    const clock = await clockOf(id);
    expect(clock).toMatchObject({ marks: [], corrections: [] });
  });

  it('is bounded: not before the record was made, not before the device was known, not after now', async () => {
    const made = (await olga.post(jobs).send({ subject: 'New', assignee: ids.erik }).expect(201)).body.data;
    const change = (finding: string, before: string | null, at: string) =>
      phone.wish(
        {
          name: 'record.change',
          form: 'job',
          id: made.id,
          values: { finding },
          before: { finding: before },
          version: 1,
        },
        { at },
      );
    await change('a', null, ago(48));
    await change('b', 'a', ago(-5));
    const moments = (await history(made.id)).flatMap(({ kind, happenedAt }) =>
      kind === 'updated' && happenedAt ? [happenedAt] : [],
    );
    expect(moments).toHaveLength(2);
    for (const at of moments) {
      expect(Date.parse(at)).toBeGreaterThanOrEqual(Date.parse(made.created_at) - 1);
      expect(Date.parse(at)).toBeLessThanOrEqual(Date.now() + 1);
    }
    for (const check of deadlineChecks.slice(0, 3))
      expect([check.name, await check.find({ client: test.database })]).toEqual([check.name, []]);
  });
});
