import { modelled, plain, words } from './model.mjs';
import { newId, Phone } from './phone.mjs';

const idOf = (value) => value?.id ?? value;

/** What happens on the phone of a history: wishes of every kind, shown at once and sent when there is a line. */
export class PhoneSide {
  jobs = new Map();
  comments = [];
  moves = [];
  cuts = 0;
  slowestTaskMs = 0;
  hasRight = true;
  isHostile = false;
  isBlurred = false;
  /** What happened, for whoever has to find out why a history broke. */
  told = [];

  constructor(app, lane, random) {
    Object.assign(this, { app, lane, random });
    this.at = `/apps/${app}/forms`;
    const ahead = Math.round((random() * 6 - 3) * 3_600_000);
    this.phone = new Phone(lane.engineer, random() < 0.4 ? ahead : 0);
  }

  one(list) {
    return list[Math.floor(this.random() * list.length)];
  }

  maybe(share) {
    return this.random() < share;
  }

  someJob() {
    return this.one([...this.jobs.entries()]);
  }

  values() {
    const picked = modelled.filter(() => this.maybe(0.4));
    const make = {
      subject: () => this.one(words),
      planned_at: () =>
        new Date(Date.now() + Math.floor(this.random() * 4) * 3_600_000)
          .toISOString()
          .replace(/:\d\d\.\d+Z$/, ':00.000Z'),
      finding: () => this.one([...words, null]),
      remark: () => this.one([...words, '']),
      hours: () => this.one(['1', '2.50', '3', null]),
    };
    return Object.fromEntries(picked.map((field) => [field, make[field]()]));
  }

  /** On the phone: shown at once, sent when there is a line. */
  wish(id, values, wish, more) {
    const { local } = this.jobs.get(id);
    const before = Object.fromEntries(Object.keys(values).map((field) => [field, local[field] ?? null]));
    const entry = this.phone.wish({ ...wish, values, before }, { ...more, agoMs: this.random() * 3_600_000 });
    Object.assign(local, values);
    this.told.push(['wish', entry.wish]);
    return entry;
  }

  needsOf(id) {
    const made = this.jobs.get(id).created;
    return made ? { needs: [made.key] } : {};
  }

  change() {
    const [id, job] = this.someJob();
    const values = this.values();
    if (this.maybe(0.1)) values.extra = this.one(words);
    if (Object.keys(values).length === 0) return;
    const wish = { name: 'record.change', form: 'job', id, version: job.local.version ?? 0 };
    this.wish(id, values, wish, this.needsOf(id));
  }

  lines() {
    const [id, job] = this.someJob();
    let lines = (job.local.lines ?? []).map((row) => ({ ...row }));
    if (lines.length > 0 && this.maybe(0.3)) lines = lines.slice(1);
    for (const row of lines) if (this.maybe(0.3)) row.count = String(1 + Math.floor(this.random() * 5));
    if (this.maybe(0.6)) lines.push({ id: newId(), item: this.one(words), count: '1' });
    const wish = { name: 'record.change', form: 'job', id, version: job.local.version ?? 0 };
    this.wish(id, { lines }, wish, { ...this.needsOf(id), urgency: 'parts' });
  }

  /** One more picture in the record; its bytes follow the wish, piece by piece. */
  picture() {
    const [id, job] = this.someJob();
    const bytes = Buffer.alloc(200 + Math.floor(this.random() * 3000));
    for (let at = 0; at < bytes.length; at++) bytes[at] = this.random() * 256;
    // It begins as a JPEG does: nothing else is taken for a photo.
    bytes.set([0xff, 0xd8, 0xff, 0xe0]);
    const file = this.phone.keepFile(bytes);
    const photos = [...(job.local.photos ?? []).map(idOf), file.id];
    const wish = { name: 'record.change', form: 'job', id, version: job.local.version ?? 0 };
    const entry = this.wish(id, { photos }, wish, { ...this.needsOf(id), urgency: 'photo' });
    Object.assign(entry, { files: [file.id] });
  }

  /** A piece of a picture: sent, cut, sent twice at once, from a wrong place. */
  async piece() {
    const open = [...this.phone.files.values()].filter(({ offset, isDone }) => offset !== null && !isDone);
    if (open.length === 0) return;
    const file = this.one(open);
    const length = 1 + Math.floor(this.random() * file.bytes.length);
    const fault = this.random();
    if (fault < 0.3) {
      await this.phone.sendPiece(file, length, { cut: this.one(['half', 'blind', 'answered']) });
      this.cuts += 1;
    } else if (fault < 0.5)
      await Promise.all([1, 2].map(() => this.phone.sendPiece(file, length, { offset: file.offset })));
    else if (fault < 0.6)
      await this.phone.sendPiece(file, length, { offset: Math.floor(this.random() * file.bytes.length) });
    else await this.phone.sendPiece(file, length);
  }

  create() {
    const id = newId();
    const values = { subject: this.one(words), assignee: this.lane.engineerId, finding: this.one(words) };
    const created = this.phone.wish({ name: 'record.create', form: 'job', id, values });
    const model = Object.fromEntries(modelled.map((field) => [field, plain(field, values[field])]));
    this.jobs.set(id, { model, local: { id, version: 0, ...values }, isGone: false, created });
    this.told.push(['wish', created.wish]);
  }

  comment() {
    const [record] = this.someJob();
    const id = newId();
    const wish = { name: 'comment.add', form: 'job', record, id, body: this.one(words) };
    this.comments.push(this.phone.wish(wish, this.needsOf(record)));
  }

  move() {
    const { van, part } = this.lane;
    const quantity = String(this.one([-3, -2, -1, 1]));
    const wish = { name: 'record.create', form: 'move', id: newId(), values: { van, part, quantity } };
    this.moves.push(this.phone.wish(wish, { urgency: 'parts' }));
  }

  act() {
    const [id, job] = this.someJob();
    if (job.acted) return;
    job.acted = true;
    const values = this.maybe(0.5) ? { finding: this.one(words) } : {};
    const action = this.maybe(0.7) ? 'finish' : 'decline';
    const wish = { name: 'task.act', form: 'job', record: id, action, reason: 'r' };
    const by = job.task ? { task: job.task } : { flow: 'handling', node: 'work' };
    job.act = this.wish(id, values, { ...wish, ...by }, this.needsOf(id));
  }
}
