import { describe, expect, it } from '@jest/globals';
import { ownWords, readMail } from './read-mail.js';

const mail = (headers: string, body = 'Hello') =>
  readMail(
    Buffer.from(`From: Wang <Wang@Example.CN>\r\nSubject: =?UTF-8?B?5pWF6Zqc?=\r\n${headers}\r\n\r\n${body}`),
    '2026-11-21T00:00:00Z',
  );

describe('reading a mail', () => {
  it('finds who wrote what to whom', async () => {
    const read = await mail('Message-ID: <a@x>\r\nIn-Reply-To: <b@y>\r\nReferences: <c@z> <b@y>');
    expect(read).toMatchObject({
      messageId: '<a@x>',
      answers: ['<b@y>', '<c@z>'],
      from: 'wang@example.cn',
      fromName: 'Wang',
      subject: '故障',
      text: 'Hello',
      isAutomatic: false,
    });
  });

  it.each([
    ['Auto-Submitted: auto-replied', true],
    ['Auto-Submitted: no', false],
    ['Precedence: bulk', true],
    ['List-Id: <x.y>', true],
    ['Return-Path: <>', true],
    ['X-Auto-Response-Suppress: All', true],
    ['X-Other: 1', false],
  ])('tells a machine by %s', async (header, expected) => {
    expect((await mail(header)).isAutomatic).toBe(expected);
  });

  it('gives a mail without an id one that is the same each time', async () => {
    const [one, other] = [await mail('X-A: 1'), await mail('X-A: 1')];
    expect(one.messageId).toBe(other.messageId);
    expect((await mail('X-A: 2')).messageId).not.toBe(one.messageId);
  });

  it('keeps the words of the sender apart from what he quotes', () => {
    expect(ownWords('好的\n\n在 2026年11月20日，客服 写道：\n> 请问型号？')).toBe('好的');
    expect(ownWords('Thanks\n\nOn Fri, Nov 20, 2026 at 9:00, Desk wrote:\n> Which?')).toBe('Thanks');
    expect(ownWords('Yes\n\n-----Original Message-----\nFrom: Desk')).toBe('Yes');
    expect(ownWords('> only quoted')).toBe('> only quoted');
    expect(ownWords('发件人：某人在电话里说\n坏了')).toBe('发件人：某人在电话里说\n坏了');
  });

  it('makes text of a mail that has HTML alone', async () => {
    const read = await mail(
      'Content-Type: text/html',
      '<p>You &amp; me</p><script>alert(1)</script><div>&lt;b&gt;</div>',
    );
    expect(read.text).toBe('You & me\n<b>');
  });
});
