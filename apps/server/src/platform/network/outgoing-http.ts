import { request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import { isIP } from 'node:net';
import { Injectable } from '@nestjs/common';
import { invalid, Problem, sentence } from '../http/problem.js';
import { type Destination, Outgoing } from './outgoing.js';

const usualTimeoutMs = 15_000;
const usualMostBytes = 1_000_000;

export interface OutgoingRequest {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  headers?: Readonly<Record<string, string>>;
  body?: string | Buffer;
  /** For the whole exchange. */
  timeoutMs?: number;
  mostBytes?: number;
}

export interface OutgoingAnswer {
  status: number;
  headers: Readonly<Record<string, string>>;
  text: string;
}

/**
 * Calls of other systems' addresses that people have entered. Each goes to the address that was checked (no second
 * look-up), over TLS unless the operator named the host; redirects are answers, never followed, so that nothing secret
 * is sent on; time and size are limited.
 */
@Injectable()
export class OutgoingHttp {
  constructor(private readonly outgoing: Outgoing) {}

  /** @throws Problem 422 for an address that may not be called, Error where the exchange fails */
  async send(address: string, options: OutgoingRequest = {}): Promise<OutgoingAnswer> {
    const { url, port, destination } = await this.#find(address);
    return exchange(url, port, destination, options);
  }

  /**
   * Whether an address may be called, said while it is entered; a host that cannot be found now may be there later.
   * @throws Problem 422 for one that may not
   */
  async check(address: string): Promise<void> {
    try {
      await this.#find(address);
    } catch (error) {
      if (!(error instanceof Problem && error.issues.some(({ code }) => code === 'no_host'))) throw error;
    }
  }

  async #find(address: string): Promise<{ url: URL; port: number; destination: Destination }> {
    const url = urlOf(address);
    const isSecure = url.protocol === 'https:';
    const port = url.port === '' ? (isSecure ? 443 : 80) : Number(url.port);
    const destination = await this.outgoing.resolve(url.hostname, port);
    if (!isSecure && !destination.isNamed)
      throw refused(
        sentence(
          '地址应以 https:// 开头；内网 http 地址请管理员写入 FIELDWORK_ALLOWED_HOSTS',
          'The address has to begin with https://; the operator may name a host for http in FIELDWORK_ALLOWED_HOSTS',
        ),
      );
    return { url, port, destination };
  }
}

/** @throws Problem 422 for what is no address of the web, or carries a name and password */
function urlOf(address: string): URL {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    throw refused(sentence('这不是网址', 'This is no address of the web'));
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw refused(sentence('只能访问 http 或 https 地址', 'Only http and https are called'));
  if (url.username !== '' || url.password !== '')
    throw refused(sentence('地址中不能带用户名和密码', 'An address carries no name and password'));
  return url;
}

function exchange(
  url: URL,
  port: number,
  { address, servername }: Destination,
  { method = 'GET', headers = {}, body, ...limits }: OutgoingRequest,
): Promise<OutgoingAnswer> {
  const { timeoutMs = usualTimeoutMs, mostBytes = usualMostBytes } = limits;
  const send = url.protocol === 'https:' ? requestSecure : requestPlain;
  return new Promise((resolve, reject) => {
    const call = send(
      {
        host: address,
        port,
        family: isIP(address),
        path: `${url.pathname}${url.search}`,
        method,
        ...(servername === undefined ? {} : { servername }),
        headers: {
          host: url.host,
          'user-agent': 'Fieldwork',
          accept: 'application/json, */*;q=0.5',
          ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
          ...headers,
        },
        agent: false,
      },
      (answer) => {
        const parts: Buffer[] = [];
        let bytes = 0;
        answer.on('data', (part: Buffer) => {
          bytes += part.length;
          if (bytes > mostBytes) fail(`The answer is longer than ${mostBytes} bytes`);
          else parts.push(part);
        });
        answer.on('error', reject);
        answer.on('end', () => {
          const known = Object.entries(answer.headers).map(([name, value]) => [name, String(value)] as const);
          resolve({
            status: answer.statusCode ?? 0,
            headers: Object.fromEntries(known),
            text: Buffer.concat(parts).toString('utf8'),
          });
        });
      },
    );
    // Told at once: an answer that ends meanwhile is no longer one.
    const fail = (why: string) => {
      reject(new Error(why));
      call.destroy();
    };
    const timer = setTimeout(() => fail(`No answer within ${timeoutMs} ms`), timeoutMs);
    call.on('close', () => clearTimeout(timer));
    call.on('error', reject);
    call.end(body);
  });
}

function refused(message: ReturnType<typeof sentence>) {
  return invalid([{ path: ['url'], code: 'refused_address', message }], message);
}
