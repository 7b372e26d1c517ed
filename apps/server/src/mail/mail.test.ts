import type { Channel, Document, Form } from '@fieldwork/metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestApp, type TestApp } from '../testing/app.js';
import { installServiceDesk, until } from '../testing/service-desk.js';
import { MailWorker } from './mail-worker.js';
import { readMail } from './read-mail.js';
import { mailSource, startImap, startSmtp } from './testing/mail-servers.js';

type Agent = Awaited<ReturnType<TestApp['as']>>;
const forms = '/api/v1/apps/desk/forms';
const orders = `${forms}/request/records`;
const address = 'service@desk.example';

const contact: Form = {
  kind: 'form',
  schema: 1,
  id: 'contact',
  label: '联系人',
  title: 'name',
  fields: [
    { id: 'name', type: 'text', label: '姓名' },
    { id: 'email', type: 'email', label: '邮箱' },
  ],
  layout: [],
};
const request: Form = {
  kind: 'form',
  schema: 1,
  id: 'request',
  label: '请求',
  title: 'number',
  fields: [
    { id: 'number', type: 'auto_number', label: '编号', prefix: 'RQ-', digits: 4 },
    { id: 'subject', type: 'text', label: '主题', required: true, maxLength: 120 },
    { id: 'description', type: 'long_text', label: '说明' },
    { id: 'channel', type: 'text', label: '渠道' },
    { id: 'contact', type: 'reference', label: '联系人', form: 'contact' },
    { id: 'files', type: 'attachment', label: '附件' },
    { id: 'answered_at', type: 'datetime', label: '客户回复于' },
  ],
  layout: [],
};
const channel: Channel = {
  kind: 'channel',
  schema: 1,
  id: 'service_mail',
  label: '服务邮箱',
  type: 'mail',
  form: 'request',
  find: [
    {
      id: 'sender',
      form: 'contact',
      filter: { '==': [{ lower: [{ var: 'email' }] }, { var: 'current.from' }] },
    },
  ],
  set: [
    { field: 'subject', value: { var: 'mail.subject' } },
    { field: 'description', value: { var: 'mail.text' } },
    { field: 'channel', value: '邮件' },
    { field: 'contact', value: { var: 'sender' } },
  ],
  files: 'files',
  reply: { set: [{ field: 'answered_at', value: { var: 'mail.received_at' } }] },
  acknowledge: { subject: '已收到：{{subject}} [{{number}}]', body: '您的请求已登记，编号 {{number}}。' },
  mostPerHour: 5,
};
const app: Document = { kind: 'app', schema: 1, id: 'desk', label: '服务', menu: [] };

describe('mail', () => {
  let test: TestApp;
  let admin: Agent;
  let imap: Awaited<ReturnType<typeof startImap>>;
  let smtp: Awaited<ReturnType<typeof startSmtp>>;
  let account: string;

  beforeAll(async () => {
    imap = await startImap();
    smtp = await startSmtp((to) => (to.startsWith('gone') ? 550 : null));
    test = await createTestApp({ config: { allowedHosts: ['127.0.0.1'] } });
    await installServiceDesk(test, {}, [app, contact, request, channel]);
    admin = await test.as('admin');
    const body = {
      app: 'desk',
      channel: 'service_mail',
      address,
      name: '客服',
      imap: { host: '127.0.0.1', port: imap.port, secure: false, user: 'testuser' },
      smtp: { host: '127.0.0.1', port: smtp.port, secure: false },
      imapPassword: 'testpass',
    };
    account = (await admin.post('/api/v1/mail-accounts').send(body).expect(201)).body.data.id;
    // Only the tests look into the mailbox: a look of the worker's own would take a part of it just then.
    await test.app.get(MailWorker).beforeApplicationShutdown();
  });
  afterAll(async () => {
    await test.close();
    await imap.stop();
    await smtp.stop();
  });

  const look = () => test.app.get(MailWorker).look(0);
  const records = async () =>
    (await admin.get(orders).query({ pageSize: 500, sort: 'created_at' }).expect(200)).body.data;
  const comments = async (id: string) => (await admin.get(`${orders}/${id}/comments`).expect(200)).body.data;
  const kinds = async (): Promise<Record<string, number>> => {
    const { rows } = await test.database.query<{ kind: string; count: string }>(
      'select kind, count(*) from platform.mail_message group by kind',
    );
    return Object.fromEntries(rows.map(({ kind, count }) => [kind, Number(count)]));
  };

  it('keeps passwords to itself and says how connecting went', async () => {
    const [shown] = (await admin.get('/api/v1/mail-accounts').expect(200)).body.data;
    expect(shown).toMatchObject({ address, hasImapPassword: true, hasSmtpPassword: false });
    expect(JSON.stringify(shown)).not.toContain('testpass');
    const { rows } = await test.database.query<{ secrets: string }>(
      'select secrets from platform.mail_account',
    );
    expect(rows[0]?.secrets).not.toContain('testpass');
    const tried = await admin.post(`/api/v1/mail-accounts/${account}/test`).expect(200);
    expect(tried.body.data).toEqual({ imap: null, smtp: null });
    const member = await test.as('somebody');
    await member.get('/api/v1/mail-accounts').expect(403);
  });

  it('refuses to reach into the private network unless the operator allows the host', async () => {
    const closed = await createTestApp();
    await installServiceDesk(closed, {}, [app, contact, request, channel]);
    const boss = await closed.as('admin');
    const body = {
      app: 'desk',
      channel: 'service_mail',
      address,
      smtp: { host: 'localhost', port: smtp.port, secure: false },
    };
    const { id } = (await boss.post('/api/v1/mail-accounts').send(body).expect(201)).body.data;
    const tried = await boss.post(`/api/v1/mail-accounts/${id}/test`).expect(200);
    expect(tried.body.data.smtp).toMatch(/private network/);
    await closed.close();
  });

  it('turns 200 mails with files, answers, machines and a loop into the right threads', async () => {
    const known = (
      await admin
        .post(`${forms}/contact/records`)
        .send({ name: '王女士', email: 'Wang@customer.example' })
        .expect(201)
    ).body.data;
    const from = (index: number) => `Customer ${index} <c${index}@customer.example>`;
    // 60 requests from 60 people, the first one known, ten with two files each.
    for (let index = 0; index < 60; index++) {
      const files =
        index % 6 === 0
          ? [
              { name: '照片.txt', content: `a${index}` },
              { name: 'log.txt', content: 'b' },
            ]
          : [];
      const sender = index === 0 ? 'Wang <wang@customer.example>' : from(index);
      imap.put(
        mailSource(
          { From: sender, To: address, Subject: `空调不制冷 ${index}`, 'Message-ID': `<r${index}@c>` },
          `说明 ${index}`,
          files,
        ),
      );
    }
    await look();
    expect(await records()).toHaveLength(60);
    // The same mails a second time, as after a crash in the middle.
    await test.database.query('update platform.mail_account set last_uid = 0');
    await look();
    const made = await records();
    expect(made).toHaveLength(60);
    expect(made[0]).toMatchObject({ subject: '空调不制冷 0', channel: '邮件', contact: { id: known.id } });
    expect(made[0].files.map(({ name }: { name: string }) => name)).toEqual(['照片.txt', 'log.txt']);
    await until(async () => smtp.sent.length === 60);
    expect(smtp.sent.every(({ source }) => /auto-submitted: auto-generated/i.test(source))).toBe(true);

    // 60 answers in the thread, 20 with a number alone, 30 machines, 20 of our own coming back, 10 in a storm.
    for (let index = 0; index < 60; index++)
      imap.put(
        mailSource(
          {
            From: from(index),
            To: address,
            Subject: `Re: x`,
            'In-Reply-To': `<r${index}@c>`,
            'Message-ID': `<a${index}@c>`,
          },
          `补充 ${index}\r\n\r\n> 说明`,
        ),
      );
    for (let index = 0; index < 10; index++)
      imap.put(
        mailSource(
          {
            From: from(index + 1),
            To: address,
            Subject: `关于 ${made[index + 1].number}`,
            'Message-ID': `<n${index}@c>`,
          },
          '请尽快',
        ),
      );
    for (let index = 0; index < 10; index++)
      imap.put(
        mailSource(
          {
            From: `Stranger <s${index}@else.example>`,
            To: address,
            Subject: `关于 ${made[0].number}`,
            'Message-ID': `<s${index}@c>`,
          },
          '给我看看',
        ),
      );
    for (let index = 0; index < 30; index++)
      imap.put(
        mailSource(
          {
            From: from(index + 1),
            To: address,
            Subject: '不在办公室',
            'Auto-Submitted': 'auto-replied',
            'In-Reply-To': index < 15 ? `<r${index + 1}@c>` : '<unknown@c>',
            'Message-ID': `<o${index}@c>`,
          },
          '我在休假',
        ),
      );
    for (let index = 0; index < 20; index++)
      imap.put(
        mailSource(
          {
            From: index < 10 ? address : `Relay <relay@else.example>`,
            To: address,
            Subject: '已收到',
            'Message-ID': `<l${index}@c>`,
            ...(index < 10 ? {} : { 'X-Fieldwork-Mark': account }),
          },
          'loop',
        ),
      );
    for (let index = 0; index < 10; index++)
      imap.put(
        mailSource(
          {
            From: 'Storm <storm@else.example>',
            To: address,
            Subject: `storm ${index}`,
            'Message-ID': `<st${index}@c>`,
          },
          'storm',
        ),
      );
    await look();
    const all = await records();
    // 60 before, 10 of strangers who only guessed a number, 5 of the storm.
    expect(all).toHaveLength(75);
    expect(await kinds()).toMatchObject({ request: 75, reply: 70, automatic: 30, own: 20, held: 5 });
    expect((await comments(made[0].id)).map(({ body }: { body: string }) => body)).toEqual(['补充 0']);
    expect((await comments(made[3].id)).map(({ body }: { body: string }) => body)).toEqual([
      '请尽快',
      '补充 3',
    ]);
    expect((await admin.get(`${orders}/${made[0].id}`).expect(200)).body.data.answered_at).not.toBeNull();
    // Receipts went to new threads alone, three an hour to one sender at most; machines and ourselves got none.
    await until(async () => smtp.sent.length === 60 + 10 + 3);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(smtp.sent).toHaveLength(73);
    const receipt = await readMail(Buffer.from(smtp.sent[0]?.source ?? ''), '2026-11-21T00:00:00Z');
    expect(receipt.subject).toMatch(/^已收到：空调不制冷 \d+ \[RQ-\d{4}\]$/);
  });

  it('sends what is written to the customer in the same thread, once, and keeps internal words inside', async () => {
    const [first] = await records();
    const before = smtp.sent.length;
    const upload = await admin
      .post('/api/v1/files')
      .set('origin', test.url)
      .attach('file', Buffer.from('manual'), 'm.txt')
      .expect(201);
    await admin.post(`${orders}/${first.id}/comments`).send({ body: '内部：配件缺货' }).expect(201);
    const comment = {
      id: '01920000-0000-7000-8000-0000000000aa',
      body: '工程师明天上午到',
      audience: 'customer',
      files: [upload.body.data.id],
    };
    await admin.post(`${orders}/${first.id}/comments`).send(comment).expect(201);
    await admin.post(`${orders}/${first.id}/comments`).send(comment).expect(201);
    await until(async () => smtp.sent.length === before + 1);
    const { to, source } = smtp.sent.at(-1) as { to: string; source: string };
    expect(to).toBe('c0@customer.example');
    expect(source).toMatch(/In-Reply-To: <a0@c>/i);
    expect(source).toMatch(/References: .*<r0@c>/is);
    expect(source).toContain('m.txt');
    expect(source).not.toContain('配件缺货');
    const id = /Message-ID: (<[^>]+>)/i.exec(source)?.[1] ?? '';
    imap.put(
      mailSource(
        {
          From: 'Wang <wang@customer.example>',
          To: address,
          Subject: 'Re: 空调',
          'In-Reply-To': id,
          'Message-ID': '<z@c>',
        },
        '好的，谢谢',
      ),
    );
    await look();
    expect((await comments(first.id))[0]).toMatchObject({
      body: '好的，谢谢',
      by: { id: null, title: 'Wang' },
    });
    expect(smtp.sent).toHaveLength(before + 1);
  });

  it('gives up what is refused for good, shows it, and tries again when asked', async () => {
    imap.put(
      mailSource(
        { From: 'Gone <gone@customer.example>', To: address, Subject: '问题', 'Message-ID': '<g@c>' },
        'x',
      ),
    );
    await look();
    const dead = await until(async () => {
      const { body } = await admin.get('/api/v1/deliveries').query({ state: 'dead' }).expect(200);
      return body.data.length === 1 && body.data[0];
    });
    expect(dead).toMatchObject({ channel: 'mail', target: 'gone@customer.example', attempts: 1 });
    await admin.post(`/api/v1/deliveries/${dead.id}/retry`).expect(204);
    await until(
      async () => (await admin.get('/api/v1/deliveries').query({ state: 'dead' })).body.data.length === 1,
    );
  });

  it('takes the mails behind one that cannot be read or kept, and says which it passed over', async () => {
    const from = { From: '=?utf-8?B?AEEA?= <odd@customer.example>', To: address };
    const nested = Array.from({ length: 60 }, (_, depth) =>
      [`--b${depth}`, `Content-Type: multipart/mixed; boundary="b${depth + 1}"`, '', ''].join('\r\n'),
    ).join('');
    imap.put(
      mailSource({ ...from, Subject: '=?utf-8?B?AGYAaXJzdAA=?=', 'Message-ID': '<zero@c>' }, 'a\u0000'),
    );
    imap.put(
      [
        'From: deep@customer.example',
        'Message-ID: <deep@c>',
        'Content-Type: multipart/mixed; boundary="b0"',
        '',
        nested,
      ].join('\r\n'),
    );
    imap.put(mailSource({ From: 'next@customer.example', To: address, 'Message-ID': '<next@c>' }, 'Hello'));
    const taken = async () => {
      await look();
      const { rows } = await test.database.query<{ kind: string; address: string; error: string | null }>(
        `select kind, address, error from platform.mail_message
         where direction = 'in' and address in ('odd@customer.example', 'next@customer.example', '') order by address`,
      );
      return rows;
    };
    // It is tried three times before it is passed over.
    expect(await until(async () => (await taken()).length === 3 && (await taken()))).toMatchObject([
      { kind: 'failed', address: '', error: expect.stringContaining('nest') },
      { kind: 'request', address: 'next@customer.example' },
      { kind: 'request', address: 'odd@customer.example' },
    ]);
  });

  it('keeps a mail that the form refuses, with the reason', async () => {
    imap.put(
      mailSource(
        {
          From: 'Long <long@customer.example>',
          To: address,
          Subject: 'x'.repeat(200),
          'Message-ID': '<long@c>',
        },
        'x',
      ),
    );
    await look();
    const { rows } = await test.database.query<{ error: string }>(
      `select error from platform.mail_message where message_id = '<long@c>' and kind = 'failed'`,
    );
    expect(rows[0]?.error).toMatch(/subject/);
  });
});
