import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Config } from '../config/config.js';
import { Outgoing } from './outgoing.js';
import { OutgoingHttp } from './outgoing-http.js';

const closed = new OutgoingHttp(new Outgoing({ allowedHosts: [] as readonly string[] } as Config));

/** Ways to write an address inside, or one that is none of the web (RELIABILITY §2 D). */
const inside = [
  'http://127.0.0.1/',
  'https://127.0.0.1/',
  'https://127.1/',
  'https://127.0.1/',
  'https://2130706433/',
  'https://0x7f000001/',
  'https://0x7f.1/',
  'https://0177.0.0.1/',
  'https://017700000001/',
  'https://127.0.0.1:22/',
  'https://127.0.0.1:5432/',
  'https://127.0.0.1:6379/',
  'https://localhost/',
  'https://LOCALHOST/',
  'https://localhost./',
  'https://localhost:3000/api/v1/session',
  'https://[::1]/',
  'https://[::]/',
  'https://[0:0:0:0:0:0:0:1]/',
  'https://[::ffff:127.0.0.1]/',
  'https://[::ffff:7f00:1]/',
  'https://[::ffff:10.0.0.1]/',
  'https://[::ffff:a9fe:a9fe]/',
  'https://[64:ff9b::7f00:1]/',
  'https://[2002:7f00:1::]/',
  'https://[fe80::1]/',
  'https://[fc00::1]/',
  'https://[fd00:ec2::254]/',
  'https://[ff02::1]/',
  'https://0.0.0.0/',
  'https://0/',
  'https://10.0.0.1/',
  'https://10.255.255.255/',
  'https://172.16.0.1/',
  'https://172.31.255.254/',
  'https://192.168.0.1/',
  'https://192.168.255.255/',
  'https://100.64.0.1/',
  'https://169.254.169.254/latest/meta-data/',
  'http://169.254.169.254/latest/meta-data/',
  'https://169.254.170.2/',
  'https://192.0.0.192/',
  'https://198.18.0.1/',
  'https://224.0.0.1/',
  'https://255.255.255.255/',
  'https://127。0。0。1/',
  'https://①②⑦.⓪.⓪.①/',
  'https://user:password@8.8.8.8/',
  'https://8.8.8.8@127.0.0.1/',
  'https://127.0.0.1#@8.8.8.8/',
  'http://8.8.8.8/',
  'file:///etc/passwd',
  'gopher://127.0.0.1:6379/_FLUSHALL',
  'ftp://127.0.0.1/',
  'dict://127.0.0.1:11211/',
  'data:text/html,x',
  'javascript:alert(1)',
  'unix:/var/run/docker.sock',
  '//127.0.0.1/',
  'not an address',
  '',
];

describe('calls of addresses that people entered', () => {
  it.each(inside)('are refused with an empty environment: %s', async (address) => {
    await expect(closed.send(address)).rejects.toMatchObject({ status: 422 });
  });

  describe('to a host that the operator named', () => {
    let server: Server;
    let url = '';
    let http: OutgoingHttp;
    const seen: string[] = [];

    beforeAll(async () => {
      server = createServer((request, response) => {
        seen.push(
          `${request.method} ${request.url} ${request.headers.host} ${request.headers.authorization ?? ''}`,
        );
        if (request.url === '/redirect') response.writeHead(302, { location: `${url}/secret` }).end();
        else if (request.url === '/long') response.end('x'.repeat(5000));
        else if (request.url === '/slow') setTimeout(() => response.end('late'), 3000).unref();
        else if (request.url === '/drip') {
          const drip = setInterval(() => response.write('.'), 50);
          response.on('close', () => clearInterval(drip));
        } else response.end('fine');
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { port } = server.address() as AddressInfo;
      url = `http://127.0.0.1:${port}`;
      http = new OutgoingHttp(
        new Outgoing({ allowedHosts: [`127.0.0.1:${port}`] as readonly string[] } as Config),
      );
    });
    afterAll(() => {
      server.closeAllConnections();
      server.close();
    });

    it('go through, but follow no redirect and send no secret on', async () => {
      expect(await http.send(`${url}/a`)).toMatchObject({ status: 200, text: 'fine' });
      const answer = await http.send(`${url}/redirect`, { headers: { authorization: 'Bearer secret' } });
      expect(answer.status).toBe(302);
      expect(seen.some((line) => line.includes('/secret'))).toBe(false);
    });

    it('end where the answer is too long, too slow, or never ends', async () => {
      await expect(http.send(`${url}/long`, { mostBytes: 1000 })).rejects.toThrow('longer than');
      await expect(http.send(`${url}/slow`, { timeoutMs: 200 })).rejects.toThrow('No answer within');
      await expect(http.send(`${url}/drip`, { timeoutMs: 300 })).rejects.toThrow('No answer within');
    });
  });
});
