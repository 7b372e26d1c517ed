import { randomUUID } from 'node:crypto';

const patienceMs = 120_000;
const tryMs = 10_000;
const pauseMs = 100;

/**
 * Somebody at a browser who does not give up: what fails for want of a server is sent again, with the same key.
 * Each write ends in his log with all its tries.
 */
export function createPerson(url, login, password) {
  const log = [];
  let cookie;

  const once = async (method, path, body, headers = {}) => {
    const isForm = body instanceof FormData;
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: {
        ...(isForm || body === undefined ? {} : { 'content-type': 'application/json' }),
        // As a browser says where a form was filled in.
        origin: url,
        ...headers,
        ...(cookie ? { cookie } : {}),
      },
      body: isForm ? body : body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(tryMs),
    });
    const text = await response.text();
    const set = response.headers.get('set-cookie');
    if (set) cookie = set.split(';')[0];
    return { status: response.status, text };
  };

  const insist = async (method, path, body, headers, note = () => {}) => {
    const end = Date.now() + patienceMs;
    for (;;) {
      const sentAt = Date.now();
      const answer = await once(method, path, body, headers).catch((error) => ({
        status: 0,
        text: error.cause?.code ?? error.name,
      }));
      note({ sentAt, answeredAt: Date.now(), status: answer.status });
      if (answer.status > 0 && answer.status < 500) return answer;
      if (Date.now() > end) throw new Error(`${method} ${path}: no answer for long (${answer.text})`);
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  };

  let signingIn;
  const signedIn = () => {
    // Many hands of one person sign in once.
    signingIn ??= insist('POST', '/session', { login, password }).then(({ status, text }) => {
      if (status >= 300) throw new Error(`${login} cannot sign in: ${text}`);
    });
    return signingIn;
  };

  const ended = ({ status, text }, what) => {
    if (status >= 300) throw new Error(`${what}: ${status} ${text.slice(0, 500)}`);
    return text === '' ? undefined : JSON.parse(text);
  };

  return {
    log,
    async read(path) {
      await signedIn();
      return ended(await insist('GET', path), path);
    },
    /** A write without a key: for set-up only. */
    async send(method, path, body) {
      await signedIn();
      return ended(await insist(method, path, body), path);
    },
    /** A write with a key of its own, sent until it is answered. `entry` says in the log what it was. */
    async write(method, path, body, entry) {
      await signedIn();
      const key = randomUUID();
      const tries = [];
      const send = () => insist(method, path, body, { 'idempotency-key': key }, (one) => tries.push(one));
      const answer = await send();
      const op = { ...entry, key, tries, status: answer.status };
      log.push(op);
      return { data: ended(answer, path).data, op, again: async () => (await send()).text === answer.text };
    },
  };
}
