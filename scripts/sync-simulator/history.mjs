import { isDeepStrictEqual } from 'node:util';
import { check } from './checks.mjs';
import { mergeInto, modelled, plain, words } from './model.mjs';
import { newId } from './phone.mjs';
import { PhoneSide } from './phone-side.mjs';

const page = 'my_day';
const mostTaskMs = 60_000;

/**
 * One random history of a phone and an office: everything the phone wished is settled once, nothing is lost, nothing
 * is doubled, every conflict is shown once, and at rest the phone holds what the server has. Throws what is wrong.
 */
export async function runHistory({ app, lane, random, told = [] }) {
  const story = new Story(app, lane, random);
  story.told = told;
  await story.begin();
  const steps = 3 + Math.floor(random() * 7);
  for (let step = 0; step < steps; step++) await story.step();
  await story.rest();
  await check(story, { page, modelled });
  await story.end();
  return story.figures();
}

class Story extends PhoneSide {
  async begin() {
    const { office, engineerId, site } = this.lane;
    await this.phone.register();
    for (let count = 0; count < 1 + Math.floor(this.random() * 2); count++) {
      const values = {
        subject: this.one(words),
        assignee: engineerId,
        site,
        finding: this.one(words),
        hours: '1',
      };
      const job = await office.ask('POST', `${this.at}/job/records`, { id: newId(), ...values });
      this.model(job);
    }
    this.hasTasks = this.maybe(0.4);
    if (this.hasTasks) for (const id of this.jobs.keys()) await this.taskOf(id);
    await this.phone.pull(this.app, page);
    this.before = Number((await this.balance()) ?? 0);
  }

  model(job) {
    this.jobs.set(job.id, {
      model: Object.fromEntries(modelled.map((field) => [field, plain(field, job[field])])),
      local: { ...job },
      isGone: false,
    });
  }

  async step() {
    const kinds = [
      [8, () => this.change()],
      [2, () => this.lines()],
      [1, () => this.picture()],
      [1, () => this.piece()],
      [1.5, () => this.create()],
      [1.5, () => this.comment()],
      [1.5, () => this.move()],
      [this.hasTasks ? 2 : 0, () => this.act()],
      [5, () => this.officeChange()],
      [0.35, () => this.reassign()],
      [0.3, () => this.delete()],
      [0.3, () => this.merge()],
      [0.08, () => this.loseRight()],
      [0.12, () => this.expire()],
      [0.05, () => this.changeForm()],
      [5, () => this.send()],
    ];
    let left = this.random() * kinds.reduce((sum, [weight]) => sum + weight, 0);
    for (const [weight, act] of kinds) {
      left -= weight;
      if (left <= 0) return act();
    }
  }

  async officeChange() {
    const [id, job] = this.someJob();
    if (job.isGone || (job.created && job.created.result?.state !== 'applied')) return;
    const values = this.values();
    if (this.maybe(0.3))
      values.lines = [...((await this.read(id))?.lines ?? []), { item: this.one(words), count: '7' }];
    if (Object.keys(values).length === 0) return;
    await this.lane.office.ask('PATCH', `${this.at}/job/records/${id}`, values);
    this.told.push(['office', id, values]);
    for (const field of modelled)
      if (Object.hasOwn(values, field)) job.model[field] = plain(field, values[field]);
  }

  async reassign() {
    const [id, job] = this.someJob();
    if (job.isGone || job.created) return;
    await this.lane.office.ask('PATCH', `${this.at}/job/records/${id}`, { assignee: this.lane.otherId });
    Object.assign(job, { isGone: true, isReassigned: true });
    this.isHostile = true;
    this.told.push(['reassigned', id]);
  }

  async delete() {
    const [id, job] = this.someJob();
    if (job.isGone || job.created) return;
    await this.lane.office.ask('DELETE', `${this.at}/job/records/${id}`);
    job.isGone = true;
    this.isHostile = true;
    this.told.push(['deleted', id]);
  }

  /** Two jobs turn out to be the same. What the phone still wishes of the one is offered for the other. */
  async merge() {
    const there = [...this.jobs.entries()].filter(([, job]) => !job.isGone && !job.created);
    if (there.length < 2) return;
    const [[survivor], [other, job]] = this.maybe(0.5) ? there : there.toReversed();
    // Once more after a cut the other one is gone already.
    for (let tries = 0; ; tries++) {
      const { status, problem } = await this.lane.office.send('POST', `${this.at}/job/merges`, {
        survivor,
        other,
      });
      if (status === 201 || (tries > 0 && status === 404)) break;
      if ((status !== 0 && status !== 503) || tries > 2000)
        throw new Error(`merge: ${status} ${JSON.stringify(problem)}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    Object.assign(job, { isGone: true, mergedInto: survivor });
    this.isHostile = true;
    this.told.push(['merged', other, survivor]);
  }

  async loseRight() {
    this.isHostile = true;
    this.told.push(['loses his right for a while']);
    this.hasRight = false;
    await this.lane.setRoles([]);
    try {
      await this.send();
    } finally {
      await this.lane.setRoles(['engineer']);
      this.hasRight = true;
    }
  }

  async expire() {
    await this.lane.engineer.expire();
    this.told.push(['session expired']);
  }

  async changeForm() {
    await this.lane.changeForm();
    this.told.push(['form changed']);
  }

  /** The line is there for a moment, and does what lines do. */
  async send() {
    const entries = this.phone.batch(this.one([1, 2, 100]));
    if (entries.length === 0) return;
    const fault = this.random();
    if (fault < 0.12) return; // never left the phone
    if (!(await this.phone.announce(entries, this.maybe(0.2) ? this.one(['half', 'answered']) : undefined)))
      return;
    if (fault < 0.45) {
      const cut = this.one(['half', 'blind', 'answered', 'answered']);
      await this.phone.push(this.app, entries, cut);
      this.cuts += 1;
      this.told.push(['cut', cut, entries.map(({ seq }) => seq)]);
      await this.quiet(entries.at(-1).seq, cut);
      return;
    }
    if (fault < 0.6) {
      const answers = await Promise.all([1, 2, 3].map(() => this.phone.push(this.app, entries)));
      for (const answer of answers) this.take(answer);
      return;
    }
    if (fault < 0.75 && entries.length > 1) {
      // The later half overtakes the earlier one.
      const middle = Math.ceil(entries.length / 2);
      this.take(await this.phone.push(this.app, entries.slice(middle)));
      this.take(await this.phone.push(this.app, entries.slice(0, middle)));
      return;
    }
    this.take(await this.phone.push(this.app, entries));
  }

  /** After a cut nobody knows what the server does; the model goes on when it has done it. */
  async quiet(lastSeq, cut) {
    if (cut === 'half') return;
    const settled = async () => (await this.phone.push(this.app, []))?.data?.settledSeq ?? -1;
    let before = await settled();
    for (let still = 0; still < (cut === 'blind' ? 60 : 4) && before < lastSeq; ) {
      await new Promise((resolve) => setTimeout(resolve, 25));
      const now = await settled();
      still = now === before ? still + 1 : 0;
      before = now;
    }
    // A server that is slow, or was killed just now, may have done it or still do it, at a moment that nobody knows.
    if (before < lastSeq) this.isBlurred = true;
    // What it has done is asked for at once, so that the model learns of it in its order.
    const done = this.phone.queue.filter(({ state, seq }) => state === 'sending' && seq <= before);
    if (done.length > 0)
      for (let tries = 0; tries < 40; tries++) {
        const answer = await this.phone.push(this.app, done);
        this.take(answer);
        if (answer.status === 200) return;
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
  }

  take(answer) {
    if (answer.status !== 200) {
      // Whoever is no member any more is not told that there is an app; his phone keeps what waits.
      if (answer.status === 404 && !this.hasRight) return;
      if (answer.status !== 0 && answer.status !== 503)
        throw new Error(`push: ${answer.status} ${JSON.stringify(answer.problem)}`);
      return;
    }
    for (const { wish, result } of this.phone.take(answer.data)) this.learn(wish, result);
  }

  /** What the model expects of a wish that was settled just now. */
  learn(wish, result) {
    this.told.push(['settled', result]);
    const id = wish.record ?? wish.id;
    const job = this.jobs.get(id);
    if (result.state === 'refused') {
      if (!result.message?.en || result.message.en === 'Not found')
        throw new Error(`refused without a reason: ${JSON.stringify({ wish, result })}`);
      const isExpected =
        this.isHostile ||
        wish.name === 'task.act' ||
        wish.form === 'move' ||
        (wish.name === 'comment.add' && job?.isGone);
      if (!isExpected) throw new Error(`refused in peace: ${JSON.stringify({ wish, result })}`);
      this.learnOffer(wish, result, job);
      return;
    }
    if (!job || !wish.values || wish.name === 'record.create') return;
    const expected = mergeInto(job.model, wish.values, wish.before ?? {});
    const told = (result.conflicts ?? [])
      .map(({ field }) => field)
      .filter((field) => modelled.includes(field));
    if (!this.isBlurred && !isDeepStrictEqual([...told].sort(), expected.sort()))
      throw new Error(`conflicts ${told} in place of ${expected}: ${JSON.stringify(wish)}`);
  }

  /** Of a job that was merged the phone is told so, and what was meant for it can be wished of the one that stands. */
  learnOffer(wish, { message, offer }, job) {
    const survivor = job?.mergedInto;
    if (!survivor || wish.name === 'record.create' || /builds on/.test(message.en)) return;
    // As long as the one that stands is his.
    if (!/merged/.test(message.en)) throw new Error(`a merged job is refused with “${message.en}”`);
    const isHis = !this.jobs.get(survivor).isGone;
    const isOffered =
      wish.name === 'comment.add' || Object.keys(wish.values ?? {}).some((id) => id !== 'extra');
    if (isHis && isOffered && offer?.id !== survivor && offer?.record !== survivor)
      throw new Error(`nothing is offered in place of a wish of a merged job: ${JSON.stringify(wish)}`);
    if (!offer || !isHis) return;
    const entry = this.phone.wish(offer);
    if (offer.name === 'comment.add') this.comments.push(entry);
    this.told.push(['accepted the offer', offer]);
  }

  /** A good line, until everything is settled and every picture is there. */
  async rest() {
    for (let tries = 0; ; tries++) {
      const entries = this.phone.batch();
      if (entries.length === 0) break;
      if (!(await this.phone.announce(entries))) {
        if (tries > 3000) throw new Error('a file cannot be announced');
        await new Promise((resolve) => setTimeout(resolve, 20));
        continue;
      }
      const answer = await this.phone.push(this.app, entries);
      this.take(answer);
      if (tries > 3000) throw new Error(`the queue does not end: ${JSON.stringify(answer)}`);
      if (answer.status !== 200) await new Promise((resolve) => setTimeout(resolve, 20));
    }
    for (const file of this.phone.files.values())
      for (let tries = 0; file.offset !== null && !file.isDone; tries++) {
        if (tries > 3000) throw new Error(`the file ${file.id} does not arrive`);
        // Where it stands is asked anew, as a phone does that comes back.
        const isThere = await this.phone.announceFile(file);
        if (isThere && !file.isDone) await this.phone.sendPiece(file, 1500);
        if (!isThere) await new Promise((resolve) => setTimeout(resolve, 20));
      }
  }

  /** Its jobs are taken away, so that the next history takes along its own alone. */
  async end() {
    for (const [id, job] of this.jobs)
      if (!job.created || job.created.result?.state === 'applied')
        await this.lane.office.send('DELETE', `${this.at}/job/records/${id}`);
  }

  async read(id) {
    return this.lane.office.ask('GET', `${this.at}/job/records/${id}`);
  }

  async taskOf(id) {
    const { engineer } = this.lane;
    const began = Date.now();
    // Flows begin behind the answer; after a kill the server has to come up first.
    const waitedMs = () => Date.now() - Math.max(began, engineer.downAt);
    while (waitedMs() < mostTaskMs) {
      const [task] = await engineer.ask('GET', `/tasks?record=${id}`);
      if (task) {
        this.slowestTaskMs = Math.max(this.slowestTaskMs, waitedMs());
        if (this.maybe(0.5)) this.jobs.get(id).task = task.id;
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`no task came up for ${id}`);
  }

  async balance() {
    const { van, part, office } = this.lane;
    const [found] = await office.ask(
      'GET',
      `/apps/${this.app}/ledgers/stock/balances?van=${van}&part=${part}`,
    );
    return found?.balance;
  }

  figures() {
    const { settled, conflicts } = this.phone;
    return {
      entries: settled.length,
      refused: settled.filter(({ state }) => state === 'needs_you').length,
      conflicts: conflicts.length,
      cuts: this.cuts,
      pictures: [...this.phone.files.values()].filter(({ isDone }) => isDone).length,
      merged: [...this.jobs.values()].filter(({ mergedInto }) => mergedInto).length,
      slowestTaskMs: this.slowestTaskMs,
      blurred: this.isBlurred ? 1 : 0,
    };
  }
}
