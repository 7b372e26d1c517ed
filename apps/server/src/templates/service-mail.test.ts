import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { MailWorker } from '../mail/mail-worker.js';
import { mailSource, startImap } from '../mail/testing/mail-servers.js';
import { AfterSalesDesk, afterSales } from '../testing/after-sales.js';
import { createTestApp, type TestApp } from '../testing/app.js';

const address = 'service@firm.example';
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

let test: TestApp;
let desk: AfterSalesDesk;
let imap: Awaited<ReturnType<typeof startImap>>;
beforeAll(async () => {
  imap = await startImap();
  test = await createTestApp({ config: { allowedHosts: ['127.0.0.1'] } });
  desk = await AfterSalesDesk.install(test);
  const body = {
    app: 'after_sales',
    channel: 'service_mail',
    address,
    imap: { host: '127.0.0.1', port: imap.port, secure: false, user: 'testuser' },
    imapPassword: 'testpass',
  };
  await desk.admin.post('/api/v1/mail-accounts').send(body).expect(201);
}, 120_000);
afterAll(async () => {
  await test.close();
  await imap.stop();
});

it('a mail to the service becomes an order with its pictures, and what is no picture stands beside it', async () => {
  const pictures = Array.from({ length: 11 }, (_, index) => ({ name: `${index}.png`, content: png }));
  const headers = {
    From: 'Li <li@else.example>',
    To: address,
    Subject: '空调不制冷',
    'Message-ID': '<m1@c>',
  };
  imap.put(mailSource(headers, '照片见附件', [...pictures, { name: '报修单.pdf', content: '%PDF-1.7\n' }]));
  await test.app.get(MailWorker).look(0);
  const orders = `${afterSales}/forms/work_order/records`;
  const { body } = await desk.admin.get(orders).expect(200);
  expect(body.data).toHaveLength(1);
  const [order] = body.data;
  expect(order).toMatchObject({ subject: '空调不制冷', channel: 'email' });
  const names = (files: { name: string }[]) => files.map(({ name }) => name);
  expect(names(order.photos)).toEqual(pictures.slice(0, 9).map(({ name }) => name));
  const { data } = (await desk.admin.get(`${orders}/${order.id}/comments`).expect(200)).body;
  expect(data).toHaveLength(1);
  expect(data[0]).toMatchObject({ audience: 'customer', body: '空调不制冷' });
  expect(names(data[0].files)).toEqual(['9.png', '10.png', '报修单.pdf']);
});
