import { randomUUID } from 'node:crypto';
import http from 'node:http';

/**
 * Somebody at a line that may break: with `half` the body sent, `blind` right behind the body, or when it was
 * `answered` and the answer is on its way. `send` answers `{ status, data, problem }`; a cut line answers status 0.
 */
export function createLine(url, login, password) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 8 });
  const { hostname, port } = new URL(url);
  let cookie;

  const once = (method, path, body, cut, key) =>
    new Promise((resolve) => {
      const isPiece = Buffer.isBuffer(body);
      const text = body === undefined || isPiece ? body : Buffer.from(JSON.stringify(body));
      const type = isPiece ? 'application/octet-stream' : 'application/json';
      const headers = {
        origin: url,
        ...(cookie ? { cookie } : {}),
        ...(key ? { 'idempotency-key': key } : {}),
        ...(text ? { 'content-type': type, 'content-length': text.length } : {}),
      };
      const lost = () => resolve({ status: 0 });
      const request = http.request({
        agent: cut ? false : agent,
        hostname,
        port,
        method,
        path: `/api/v1${path}`,
        headers,
      });
      request.on('error', lost);
      request.on('response', (response) => {
        if (cut === 'answered') {
          request.destroy();
          return lost();
        }
        const parts = [];
        response.on('data', (part) => parts.push(part));
        response.on('error', lost);
        response.on('end', () => {
          const [set] = response.headers['set-cookie'] ?? [];
          if (set) cookie = set.split(';')[0];
          const bytes = Buffer.concat(parts);
          if (!/json/.test(response.headers['content-type'] ?? '')) {
            resolve({ status: response.statusCode, data: bytes });
            return;
          }
          const answer = bytes.toString();
          const parsed = answer ? JSON.parse(answer) : {};
          const isFine = response.statusCode < 300;
          resolve({ status: response.statusCode, data: parsed.data, ...(isFine ? {} : { problem: parsed }) });
        });
      });
      if (cut === 'half') {
        request.write(text.subarray(0, text.length / 2), () => {
          request.destroy();
          lost();
        });
        return;
      }
      request.end(text, () => {
        if (cut !== 'blind') return;
        request.destroy();
        lost();
      });
    });

  const signIn = async () => {
    let { status, problem } = await once('POST', '/session', { login, password });
    // The server may just be starting.
    for (let tries = 0; tries < 600 && [0, 429, 503].includes(status); tries++) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      ({ status, problem } = await once('POST', '/session', { login, password }));
    }
    if (status !== 201) throw new Error(`${login} cannot sign in: ${JSON.stringify(problem)}`);
  };

  return {
    /** When the server was last not there. */
    downAt: 0,
    /** Once; whoever is not signed in any more signs in and sends it again. */
    async send(method, path, body, cut, key) {
      if (!cookie) await signIn();
      const answer = await once(method, path, body, cut, key);
      if (answer.status !== 401) return answer;
      await signIn();
      return once(method, path, body, undefined, key);
    },
    /** Until it is answered, under one key, so that what is written is written once. */
    async ask(method, path, body) {
      const key = method === 'GET' ? undefined : randomUUID();
      for (let tries = 0; ; tries++) {
        const answer = await this.send(method, path, body, undefined, key);
        if (answer.status > 0 && answer.status < 300) return answer.data;
        if (answer.status === 0 || answer.status === 503) this.downAt = Date.now();
        const isPassing = answer.status === 0 || answer.status === 503 || answer.status === 429;
        if (!isPassing || tries > 2000)
          throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.problem)}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    /** The session ends without his doing. */
    expire: () => once('DELETE', '/session'),
    close: () => agent.destroy(),
  };
}
