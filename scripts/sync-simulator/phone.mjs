import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { nextOf } from '@fieldwork/sync';

/** An id that holds its time, as devices make them. */
export function newId() {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/**
 * A phone with its queue and what it took along, in memory. Entries get their number when they are first sent, and
 * keep it; whatever happens on the line, they are sent again until the answer says what came of them.
 */
export class Phone {
  id = newId();
  queue = [];
  settled = [];
  conflicts = [];
  /** Pictures by id, announced before a wish names them and sent in pieces behind it. */
  files = new Map();
  known = {};
  held = {};
  #seq = 0;

  constructor(line, clockOffMs) {
    this.line = line;
    this.clockOffMs = clockOffMs;
  }

  register() {
    return this.line.ask('POST', '/devices', { id: this.id, name: 'Simulated' });
  }

  wish(wish, { urgency = 'state', needs = [], agoMs = 0 } = {}) {
    const at = new Date(Date.now() - agoMs + this.clockOffMs).toISOString();
    const entry = { key: randomUUID(), at, wish, urgency, needs, state: 'waiting', seq: null };
    this.queue.push(entry);
    return entry;
  }

  /** The next entries to be sent, numbered. Those that were sent and not answered come first. */
  batch(most = 100) {
    const sent = this.queue.filter(({ state }) => state === 'sending');
    const fresh = nextOf(this.queue).slice(0, Math.max(0, most - sent.length));
    for (const entry of fresh) {
      this.#seq += 1;
      entry.seq = this.#seq;
      entry.state = 'sending';
    }
    return [...sent, ...fresh].sort((a, b) => a.seq - b.seq);
  }

  body(entries) {
    const known = new Map([...this.queue, ...this.settled].map((entry) => [entry.key, entry]));
    return {
      device: this.id,
      sentAt: new Date(Date.now() + this.clockOffMs).toISOString(),
      elapsedMs: 0,
      waiting: this.queue.length,
      mutations: entries.map(({ seq, key, at, wish, needs }) => ({
        seq,
        id: key,
        at,
        elapsedMs: 0,
        wish,
        ...(needs.length > 0 ? { needs: needs.map((need) => known.get(need)?.seq).filter(Boolean) } : {}),
      })),
    };
  }

  push(app, entries, cut) {
    return this.line.send('POST', `/apps/${app}/sync/push`, this.body(entries), cut);
  }

  /** Takes in what came of the entries; answers those that are new to it. */
  take({ results }) {
    const fresh = [];
    for (const result of results) {
      const entry = this.queue.find(({ seq }) => seq === result.seq);
      if (!entry) continue;
      entry.result = result;
      fresh.push(entry);
      this.conflicts.push(...(result.conflicts ?? []));
      entry.state = result.state === 'applied' ? 'done' : 'needs_you';
      this.settled.push(entry);
      this.queue = this.queue.filter((one) => one !== entry);
    }
    return fresh;
  }

  keepFile(bytes) {
    const file = {
      id: newId(),
      bytes,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      offset: null,
    };
    this.files.set(file.id, file);
    return file;
  }

  /** Whether the server knows each file that these entries name. */
  async announce(entries, cut) {
    const named = entries.flatMap(({ files }) => files ?? []);
    for (const id of named) {
      const file = this.files.get(id);
      if (file.offset === null && !(await this.announceFile(file, cut))) return false;
    }
    return true;
  }

  async announceFile(file, cut) {
    const { id, bytes, sha256 } = file;
    const body = { id, name: `${id}.bin`, size: bytes.length, type: 'image/jpeg', sha256 };
    return this.#learnFile(file, await this.line.send('POST', '/files/uploads', body, cut));
  }

  /** A piece from where the phone believes the server stands, or from `offset`. */
  async sendPiece(file, length, { cut, offset = file.offset } = {}) {
    const piece = file.bytes.subarray(offset, offset + length);
    const path = `/files/uploads/${file.id}?offset=${offset}`;
    return this.#learnFile(file, await this.line.send('PATCH', path, piece, cut));
  }

  #learnFile(file, { status, data, problem }) {
    // What comes too early is told where the server stands.
    if (status === 409 && problem?.offset !== undefined) file.offset = problem.offset;
    else if (status === 200 || status === 201)
      Object.assign(file, { offset: data.offset, isDone: data.isDone });
    else if (status !== 0 && status !== 503) throw new Error(`a file: ${status} ${JSON.stringify(problem)}`);
    return status === 200 || status === 201;
  }

  async pull(app, page) {
    const body = { device: this.id, page, waiting: this.queue.length, known: this.known };
    const { sets } = await this.line.ask('POST', `/apps/${app}/sync/pull`, body);
    for (const { form, changed, gone } of sets) {
      this.known[form] ??= {};
      this.held[form] ??= {};
      for (const { tag, record } of changed) {
        this.known[form][record.id] = tag;
        this.held[form][record.id] = record;
      }
      for (const id of gone) {
        delete this.known[form][id];
        delete this.held[form][id];
      }
    }
  }
}
