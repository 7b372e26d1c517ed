import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { uuidv7 } from '../platform/uuid.js';
import { createTestApp, type TestApp } from '../testing/app.js';
import { installCrew, Phone } from '../testing/field-crew.js';

const devices = '/api/v1/devices';
const session = '/api/v1/session';
const standing = (id: string) => `${devices}/${id}/standing`;

describe('a phone that is shut out', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await createTestApp();
    await installCrew(test, { erik: 'engineer', ella: 'engineer', olga: 'office' });
  });
  afterAll(() => test.close());

  const actions = [
    ['revoked', 'admin'],
    ['revoked', 'erik'],
    ['removed', 'admin'],
    ['removed', 'erik'],
  ] as const;
  it.each(actions)('%s by %s is signed out at once, and registers as no other one', async (action, who) => {
    const inHand = await test.as('erik');
    const phone = await new Phone(inHand).register();
    const desk = await test.as(who);
    const others = await test.as('erik');
    await (action === 'revoked'
      ? desk.post(`${devices}/${phone.id}/revoke`)
      : desk.delete(`${devices}/${phone.id}`)
    ).expect(204);
    await inHand.get(session).expect(401);
    await phone.push([]).expect(401);
    await inHand.post(devices).send({ id: uuidv7(), name: 'Another' }).expect(401);
    await others.get(session).expect(200);
    await desk.get(session).expect(200);
  });

  it('learns without a session that it is to wipe itself, and no other phone does', async () => {
    const inHand = await test.as('erik');
    const phone = await new Phone(inHand).register();
    const told = async (id: string) => (await test.anonymous().get(standing(id)).expect(200)).body;
    expect(await told(phone.id)).toEqual({ data: { isShutOut: false } });
    await inHand.delete(session).expect(204);
    expect(await told(phone.id)).toEqual({ data: { isShutOut: false } });
    await (await test.as('admin')).post(`${devices}/${phone.id}/revoke`).expect(204);
    expect(await told(phone.id)).toEqual({ data: { isShutOut: true } });
    expect(await told(uuidv7())).toEqual({ data: { isShutOut: false } });
    await test.anonymous().get(standing('everything')).expect(422);
  });

  it('is signed out of the session in which it was last heard of, also under a later id', async () => {
    const first = await test.as('erik');
    const phone = await new Phone(first).register();
    const second = await test.as('erik');
    const body = {
      device: phone.id,
      sentAt: new Date().toISOString(),
      elapsedMs: 0,
      waiting: 0,
      mutations: [],
    };
    await second.post('/api/v1/apps/crew/sync/push').send(body).expect(200);
    const next = new Phone(second);
    await second.post(devices).send({ id: next.id, name: 'Phone', replaces: phone.id }).expect(201);
    await (await test.as('admin')).post(`${devices}/${next.id}/revoke`).expect(204);
    await second.get(session).expect(401);
    await first.get(session).expect(200);
  });

  it('keeps signed in whoever shuts out the one before him, and ends nobody else’s session', async () => {
    const inHand = await test.as('erik');
    const phone = await new Phone(inHand).register();
    const ella = await test.as('ella');
    await ella.post(`${devices}/${phone.id}/revoke`).expect(404);
    await ella.delete(`${devices}/${phone.id}`).expect(404);
    await inHand.get(session).expect(200);
    await inHand.post(`${devices}/${phone.id}/revoke`).expect(204);
    await inHand.get(session).expect(200);
    await phone.push([]).expect(403);
  });

  it('stays known when its session ends otherwise', async () => {
    const inHand = await test.as('erik');
    const phone = await new Phone(inHand).register();
    await inHand.delete(session).expect(204);
    const listed = (await (await test.as('erik')).get(devices).expect(200)).body.data;
    expect(listed).toContainEqual(expect.objectContaining({ id: phone.id, revokedAt: null }));
  });
});
