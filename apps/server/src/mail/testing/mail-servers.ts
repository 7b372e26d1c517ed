import { createRequire } from 'node:module';
import { type AddressInfo, createServer } from 'node:net';
import { SMTPServer } from 'smtp-server';

interface HoodiecrowServer {
  listen(port: number, ready: () => void): void;
  close(done: () => void): void;
  appendMessage(mailbox: unknown, flags: string[], date: Date, source: string): void;
  getMailbox(path: string): unknown;
}
const hoodiecrow = createRequire(import.meta.url)('hoodiecrow-imap') as (options: object) => HoodiecrowServer;

/** A mailbox of `testuser` / `testpass` in this process. */
export async function startImap() {
  const port = await freePort();
  const server = hoodiecrow({ plugins: ['UIDPLUS'], storage: { INBOX: { messages: [], uidvalidity: 7 } } });
  await new Promise<void>((ready) => server.listen(port, ready));
  return {
    port,
    /** The server keeps mails byte by byte. */
    put: (source: string) =>
      server.appendMessage(
        server.getMailbox('INBOX'),
        [],
        new Date(),
        Buffer.from(source, 'utf8').toString('binary'),
      ),
    stop: () => new Promise<void>((done) => server.close(done)),
  };
}

/** Takes every mail; `refuse` answers an SMTP code for an address that is not taken. */
export async function startSmtp(refuse: (address: string) => number | null = () => null) {
  const sent: { to: string; source: string }[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo({ address }, _, done) {
      const code = refuse(address);
      done(code === null ? null : Object.assign(new Error('refused'), { responseCode: code }));
    },
    onData(stream, { envelope }, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const source = Buffer.concat(parts).toString('utf8');
        for (const { address } of envelope.rcptTo) sent.push({ to: address, source });
        done();
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    port: (server.server.address() as AddressInfo).port,
    sent,
    stop: () =>
      new Promise<void>((done) => {
        server.close(() => done());
      }),
  };
}

function freePort(): Promise<number> {
  return new Promise((found) => {
    const probe = createServer();
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => found(port));
    });
  });
}

/** The source of a mail, with lines as they are on the wire. */
export function mailSource(
  headers: Record<string, string>,
  text: string,
  files: readonly { name: string; content: string | Buffer }[] = [],
): string {
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const plain = ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit', '', text];
  if (files.length === 0) return [...head, 'MIME-Version: 1.0', ...plain].join('\r\n');
  const parts = files.map(({ name, content }) => [
    '--limit',
    `Content-Type: application/octet-stream; name="${name}"`,
    'Content-Transfer-Encoding: base64',
    `Content-Disposition: attachment; filename="${name}"`,
    '',
    Buffer.from(content as string).toString('base64'),
  ]);
  return [
    ...head,
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary="limit"',
    '',
    '--limit',
    ...plain,
    ...parts.flat(),
    '--limit--',
    '',
  ].join('\r\n');
}
