import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NotificationService } from '../notifications/notification.service.js';
import { createTestApp, type TestApp } from '../testing/app.js';
import { until } from '../testing/service-desk.js';
import { startSmtp } from './testing/mail-servers.js';

describe('notices by mail', () => {
  let test: TestApp;
  let smtp: Awaited<ReturnType<typeof startSmtp>>;
  const ids: Record<string, string> = {};
  beforeAll(async () => {
    smtp = await startSmtp();
    test = await createTestApp({ config: { allowedHosts: ['127.0.0.1'] } });
    const admin = await test.as('admin');
    const server = { host: '127.0.0.1', port: smtp.port, secure: false };
    await admin.post('/api/v1/mail-accounts').send({ address: 'desk@x.example', smtp: server }).expect(201);
    for (const [login, mail] of [
      ['each', 'each'],
      ['daily', 'daily'],
      ['quiet', 'none'],
    ] as const) {
      ids[login] = await test.createUser(login);
      await test.database.query('update platform.user set email = $2 where id = $1', [
        ids[login],
        `${login}@x.example`,
      ]);
      const agent = await test.as(login);
      await agent
        .put('/api/v1/notice-preference')
        .send({ mail, muted: ['rule'] })
        .expect(204);
      expect((await agent.get('/api/v1/notice-preference').expect(200)).body.data).toEqual({
        mail,
        muted: ['rule'],
        isPossible: true,
      });
    }
  });
  afterAll(async () => {
    await test.close();
    await smtp.stop();
  });
  const tell = (kind: string, title: string) =>
    test.database.transaction((tx) =>
      test.app.get(NotificationService).notify(tx, Object.values(ids), { kind, title }),
    );

  it('go at once to those who want each, and never for what is muted', async () => {
    await tell('comment.added', 'Hello');
    await tell('rule', 'Muted');
    await until(async () => smtp.sent.length === 1);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(smtp.sent.map(({ to }) => to)).toEqual(['each@x.example']);
    expect(smtp.sent[0]?.source).toMatch(/Subject: Hello/);
  });

  it('go together in the morning to those who want a summary, once', async () => {
    await tell('comment.added', 'Second');
    const wake = () =>
      test.database.query(`update platform.outbox set due_at = now(), payload = jsonb_build_object('moment', now())
        where topic = 'mail.digest' and done_at is null`);
    await wake();
    const summary = await until(async () => smtp.sent.find(({ to }) => to === 'daily@x.example'));
    expect(summary.source).toContain('Hello');
    expect(summary.source).toContain('Second');
    expect(summary.source).not.toContain('Muted');
    await wake();
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(smtp.sent.filter(({ to }) => to === 'daily@x.example')).toHaveLength(1);
    expect(smtp.sent.some(({ to }) => to === 'quiet@x.example')).toBe(false);
  });
});
