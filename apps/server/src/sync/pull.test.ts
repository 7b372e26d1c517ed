import type { PullAnswer } from '@fieldwork/api-contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../testing/app.js';
import { installCrew, Phone } from '../testing/field-crew.js';
import { settled } from '../testing/service-desk.js';

type Agent = Awaited<ReturnType<TestApp['as']>>;
const at = '/api/v1/apps/crew/forms';

describe('what a device pulls', () => {
  let test: TestApp;
  let ids: Record<string, string>;
  let olga: Agent;
  let phone: Phone;
  const made: Record<string, string> = {};

  const make = async (form: string, values: object): Promise<string> =>
    (await olga.post(`${at}/${form}/records`).send(values).expect(201)).body.data.id;
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
  const idsOf = (answer: PullAnswer, form: string) =>
    (answer.sets.find((one) => one.form === form)?.changed ?? []).map(({ record }) => record.id).sort();
  const knownOf = ({ sets }: PullAnswer) =>
    Object.fromEntries(
      sets.map(({ form, changed }) => [
        form,
        Object.fromEntries(changed.map(({ tag, record }) => [record.id, tag])),
      ]),
    );

  beforeAll(async () => {
    test = await createTestApp();
    ids = await installCrew(test, { erik: 'engineer', ella: 'engineer', olga: 'office' });
    olga = await test.as('olga');
    phone = await new Phone(await test.as('erik')).register();
    made.site = await make('site', { name: 'Hall', city: 'Wuxi', alarm: '1234' });
    made.far = await make('site', { name: 'Far', city: 'Lhasa' });
    made.part = await make('part', { name: 'seal', city: 'Wuxi' });
    await make('part', { name: 'nut', city: 'Lhasa' });
    made.van = await make('van', { name: 'my van' });
    const mine = { assignee: ids.erik, site: made.site };
    made.today = await make('job', { subject: 'today', ...mine, planned_at: inDays(0), secret: 's' });
    made.open = await make('job', { subject: 'not planned', ...mine });
    await make('job', { subject: 'long ago', assignee: ids.erik, planned_at: inDays(-30) });
    await make('job', {
      subject: 'hers, elsewhere',
      assignee: ids.ella,
      site: made.far,
      planned_at: inDays(0),
    });
    // Flows begin behind the answers, and may write into the records that are pulled.
    await settled(test);
  });
  afterAll(() => test.close());

  it('takes along the work of these days, what it refers to, and what goes with it, as its reader may see it', async () => {
    const answer = await phone.pull();
    expect(idsOf(answer, 'job')).toEqual([made.today, made.open].sort());
    expect(idsOf(answer, 'site')).toEqual([made.site]);
    expect(idsOf(answer, 'part')).toEqual([made.part]);
    expect(idsOf(answer, 'van')).toEqual([made.van]);
    const text = JSON.stringify(answer.sets);
    expect(text).not.toContain('1234');
    expect(text).not.toContain('"secret":"s"');
    expect(answer.sets.find(({ form }) => form === 'job')?.access).toMatchObject({
      update: true,
      delete: false,
      hidden: ['secret'],
      readOnly: expect.arrayContaining(['serial']),
    });
    expect(answer.tasks.find(({ record }) => record.id === made.today)).toMatchObject({
      node: 'work',
      version: 1,
    });
    const { documents } = answer;
    expect(documents?.forms.map(({ id }) => id).sort()).toEqual(['job', 'part', 'site', 'van']);
    expect(documents?.flows.map(({ version, document }) => [document.id, version])).toEqual([
      ['handling', 1],
    ]);
    expect(documents?.page.id).toBe('my_day');
  });

  it('sends what differs and tells what is gone, and nothing more', async () => {
    const first = await phone.pull();
    const known = knownOf(first);
    const revision = first.documents?.revision;
    const same = await phone.pull(known, { revision });
    expect(same.documents).toBeUndefined();
    for (const { changed, gone } of same.sets) expect([changed, gone]).toEqual([[], []]);

    await olga.patch(`${at}/job/records/${made.today}`).send({ secret: 'not for him' }).expect(200);
    await olga.patch(`${at}/job/records/${made.open}`).send({ assignee: ids.ella }).expect(200);
    const next = await phone.pull({ ...known, nothing: { [made.site as string]: 'x' } }, { revision });
    const jobs = next.sets.find(({ form }) => form === 'job');
    // The version shows that something was changed, the hidden value does not.
    expect(jobs?.changed.map(({ record }) => record.id)).toEqual([made.today]);
    expect(JSON.stringify(jobs?.changed)).not.toContain('not for him');
    expect(jobs?.gone).toEqual([made.open]);
    expect(next.sets.find(({ form }) => form === 'nothing')).toMatchObject({
      gone: [made.site],
      changed: [],
    });
  });

  it('is for those to whom the page is open, on their own device', async () => {
    const body = { device: phone.id, page: 'my_day', waiting: 2, known: {} };
    await olga.post('/api/v1/apps/crew/sync/pull').send(body).expect(404);
    const own = { ...body, page: 'no_page' };
    await (await test.as('erik')).post('/api/v1/apps/crew/sync/pull').send(own).expect(404);
    const stranger = await new Phone(await test.as('stranger')).register();
    await (await test.as('stranger'))
      .post('/api/v1/apps/crew/sync/pull')
      .send({ ...body, device: stranger.id })
      .expect(404);
    const [device] = (await (await test.as('erik')).get('/api/v1/devices').expect(200)).body.data;
    expect(device).toMatchObject({ name: 'Phone', waiting: 2, revokedAt: null });
  });
});
