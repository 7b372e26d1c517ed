import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AppMemberService } from '../identity/app-member.service.js';
import { NotificationService } from '../notifications/notification.service.js';
import { createTestApp, type TestApp } from '../testing/app.js';
import { until } from '../testing/service-desk.js';
import { EventBus } from './event-bus.js';

describe('events and notifications', () => {
  let test: TestApp;
  let bus: EventBus;

  beforeAll(async () => {
    test = await createTestApp();
    bus = test.app.get(EventBus);
  });
  afterAll(() => test.close());

  it('tells each caller what he may know, through the database, and nothing else', async () => {
    const memberId = await test.createUser('member');
    await test.app.get(AppMemberService).replace('after_sales', memberId, ['agent']);
    const member = await listen('member');
    const outsider = await listen('outsider');
    bus.publish({ topic: 'records', app: 'after_sales', form: 'work_order' });
    bus.publish({ topic: 'records', app: 'after_sales', form: 'work_order' });
    bus.publish({ topic: 'records', app: 'secret_app', form: 'x' });
    bus.publish({ topic: 'tasks', userIds: [memberId] });
    bus.publish({ topic: 'hello' });
    await until(async () => member.events.length >= 3 && outsider.events.length >= 1);
    expect(member.events).toEqual([
      { topic: 'records', app: 'after_sales', form: 'work_order' },
      { topic: 'tasks' },
      { topic: 'hello' },
    ]);
    expect(outsider.events).toEqual([{ topic: 'hello' }]);

    await test.app.get(AppMemberService).replace('after_sales', memberId, []);
    // His stream looks up what he may know a moment later; from then on he hears of the app no more.
    for (let turn = 0, heard = true; heard; turn++) {
      bus.publish({ topic: 'records', app: 'after_sales', form: `turn_${turn}` });
      bus.publish({ topic: 'end', record: String(turn) });
      await until(async () => member.events.some(({ record }) => record === String(turn)));
      heard = member.events.some(({ form }) => form === `turn_${turn}`);
      expect(turn).toBeLessThan(50);
    }

    const admin = await test.as('admin');
    await admin.patch(`/api/v1/users/${memberId}`).send({ status: 'disabled' }).expect(200);
    await until(async () => member.isOver());
    outsider.close();
  });

  it('opens no stream for strangers', async () => {
    await test.anonymous().get('/api/v1/events').expect(401);
  });

  it('notifies after the commit, the same key once, and knows what was read', async () => {
    const notifications = test.app.get(NotificationService);
    const userId = await test.createUser('reader');
    const stream = await listen('reader');
    const message = {
      kind: 'task.assigned',
      title: { 'zh-CN': '新任务', en: 'New task' },
      link: { app: 'after_sales', form: 'work_order', recordId: userId },
      key: 'task-1',
    };
    const failed = test.database.transaction(async (tx) => {
      await notifications.notify(tx, [userId], message);
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    for (let i = 0; i < 2; i++)
      await test.database.transaction((tx) => notifications.notify(tx, [userId], message));
    await test.database.transaction((tx) =>
      notifications.notify(tx, [userId, userId], { ...message, key: 'task-2' }),
    );
    await until(async () => stream.events.some(({ topic }) => topic === 'notifications'));
    stream.close();

    const reader = await test.as('reader');
    const { body } = await reader.get('/api/v1/notifications').expect(200);
    expect(body.meta).toEqual({ unread: 2 });
    expect(body.data).toHaveLength(2);
    expect(body.data[1]).toMatchObject({
      title: message.title,
      link: { app: 'after_sales', form: 'work_order', record: userId },
      readAt: null,
    });
    await (await test.as('outsider')).post(`/api/v1/notifications/${body.data[0].id}/read`).expect(204);
    expect((await reader.get('/api/v1/notifications?unread=1')).body.data).toHaveLength(2);
    await reader.post(`/api/v1/notifications/${body.data[0].id}/read`).expect(204);
    expect((await reader.get('/api/v1/notifications?unread=1')).body.data).toHaveLength(1);
    await reader.post('/api/v1/notifications/read-all').expect(204);
    expect((await reader.get('/api/v1/notifications')).body.meta).toEqual({ unread: 0 });
  });

  async function listen(login: string) {
    const agent = await test.as(login);
    const cookie = agent.jar.getCookies({ domain: '127.0.0.1', path: '/', secure: false, script: false });
    const abort = new AbortController();
    const answer = await fetch(`${test.url}/api/v1/events`, {
      headers: { cookie: cookie.map(({ name, value }) => `${name}=${value}`).join('; ') },
      signal: abort.signal,
    });
    expect(answer.headers.get('content-type')).toContain('text/event-stream');
    const events: { topic: string; form?: string; record?: string }[] = [];
    let isOver = false;
    const read = async () => {
      const decoder = new TextDecoder();
      for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>)
        for (const line of decoder.decode(chunk).split('\n'))
          if (line.startsWith('data: ')) events.push(JSON.parse(line.slice(6)));
    };
    void read()
      .catch(() => undefined)
      .then(() => {
        isOver = true;
      });
    return { events, isOver: () => isOver, close: () => abort.abort() };
  }
});
