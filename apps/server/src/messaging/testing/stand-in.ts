import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SeenCall {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  body: string;
  raw: Buffer;
  at: number;
}
type Answer = {
  status?: number;
  headers?: Record<string, string | undefined>;
  json?: unknown;
  text?: string;
};

/** A provider of messages that keeps what it was sent, and answers as it is told. */
export interface StandIn {
  url: string;
  host: string;
  calls: SeenCall[];
  close: () => Promise<void>;
}

export async function startStandIn(
  answer: (call: SeenCall, calls: readonly SeenCall[]) => Answer,
): Promise<StandIn> {
  const calls: SeenCall[] = [];
  const server: Server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://stand-in');
      const call: SeenCall = {
        method: request.method ?? '',
        path: url.pathname,
        query: url.searchParams,
        headers: request.headers,
        body: Buffer.concat(parts).toString('utf8'),
        raw: Buffer.concat(parts),
        at: Date.now(),
      };
      const { status = 200, headers = {}, json, text } = answer(call, calls);
      calls.push(call);
      response.writeHead(status, { 'content-type': 'application/json', ...given(headers) });
      response.end(text ?? JSON.stringify(json ?? {}));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    calls,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function given(headers: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
