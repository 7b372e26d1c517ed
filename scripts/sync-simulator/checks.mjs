import { isDeepStrictEqual } from 'node:util';
import { plain } from './model.mjs';

/** What must hold of a story at rest. Throws what does not. */
export async function check(story, { page, modelled }) {
  const left = story.phone.queue.filter(({ state }) => state !== 'waiting');
  if (left.length > 0) throw new Error('entries are left on their way');
  // What still waits needs something that was refused.
  for (const { needs } of story.phone.queue) {
    const refused = story.phone.settled.some((one) => needs.includes(one.key) && one.state === 'needs_you');
    if (!refused) throw new Error('an entry waits for nothing');
  }
  const seqs = story.phone.settled.map(({ seq }) => seq).sort((a, b) => a - b);
  if (seqs.some((seq, index) => seq !== index + 1)) throw new Error(`numbers with a gap: ${seqs}`);
  await checkRecords(story, modelled);
  await checkOnce(story);
  await checkPictures(story);
  await checkRest(story, page);
}

async function checkRecords(story, modelled) {
  for (const [id, job] of story.jobs) {
    if (job.created && job.created.result?.state !== 'applied') continue;
    const record = await story.read(id);
    for (const field of modelled)
      if (!story.isBlurred && plain(field, record[field]) !== job.model[field])
        throw new Error(`${id} ${field} holds ${record[field]} in place of ${job.model[field]}`);
    if (job.act) {
      const isDone = ['done', 'refused'].includes(record.status);
      if ((job.act.result?.state === 'applied') !== isDone)
        throw new Error(`${id}: the task is ${record.status}`);
    }
  }
}

async function checkOnce(story) {
  const { office } = story.lane;
  let shown = 0;
  for (const [id, job] of story.jobs) {
    if (job.created && job.created.result?.state !== 'applied') continue;
    const isDeleted = job.isGone && !job.isReassigned;
    const history = await office.ask('GET', `${story.at}/job/records/${id}/history`);
    // What was put aside in a merged one is told where it went.
    const conflicts = job.mergedInto ? [] : history.filter(({ kind }) => kind === 'conflict');
    for (const entry of conflicts) shown += Object.keys(entry.changes).length;
    const acts = history.filter(
      ({ kind, detail }) => kind === 'task' && detail.node === 'work' && detail.event === 'done',
    ).length;
    // The one that stands tells what was done and said of the merged ones too.
    const own = [...story.jobs].filter(([one, { mergedInto }]) => one === id || mergedInto === id);
    const applied = own.filter(([, one]) => one.act?.result?.state === 'applied').length;
    if (acts > applied) throw new Error(`${id}: ${acts} acts`);
    if (isDeleted) continue;
    const expected = story.comments.filter(
      ({ wish, result }) => own.some(([one]) => one === wish.record) && result?.state === 'applied',
    );
    if (expected.length === 0) continue;
    const comments = await office.ask('GET', `${story.at}/job/records/${id}/comments`);
    if (comments.length !== expected.length)
      throw new Error(`${id}: ${comments.length} comments of ${expected.length}`);
  }
  if (shown !== story.phone.conflicts.length)
    throw new Error(`${shown} conflicts in the timelines, ${story.phone.conflicts.length} on the phone`);
  const moved = story.moves
    .filter(({ result }) => result?.state === 'applied')
    .reduce((sum, { wish }) => sum + Number(wish.values.quantity), 0);
  const balance = Number((await story.balance()) ?? 0);
  if (balance !== story.before + moved)
    throw new Error(`the van holds ${balance} in place of ${story.before + moved}`);
}

/** Each picture that an applied wish names stands in its record once, and holds what the phone had. */
async function checkPictures(story) {
  const { office } = story.lane;
  const named = story.phone.settled.filter(({ result, files }) => files && result?.state === 'applied');
  for (const { wish, files } of named)
    for (const id of files) {
      const { photos } = await story.read(wish.id);
      const held = (photos ?? []).filter((photo) => photo.id === id);
      if (held.length !== 1 || held[0].pending)
        throw new Error(`${wish.id} holds ${held.length} of the picture ${id}`);
      const bytes = await office.ask('GET', `/files/${id}`);
      if (!story.phone.files.get(id).bytes.equals(bytes)) throw new Error(`the picture ${id} is another one`);
    }
}

/** At rest the phone holds what its owner sees at the server. Clocks run behind the writes, so it may take a moment. */
async function checkRest(story, page) {
  for (let tries = 0; ; tries++) {
    await story.phone.pull(story.app, page);
    const found = await differs(story);
    if (!found) return;
    if (tries >= 60) throw new Error(`the phone differs from the server at rest: ${found}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function differs(story) {
  const held = story.phone.held.job ?? {};
  for (const [id, job] of story.jobs) {
    const isThere = !job.isGone && (!job.created || job.created.result?.state === 'applied');
    if (isThere !== Object.hasOwn(held, id)) return `${id} ${isThere ? 'is missing' : 'is still there'}`;
    if (!isThere) continue;
    const { status, data } = await story.lane.engineer.send('GET', `${story.at}/job/records/${id}`);
    if (status !== 200 || !isDeepStrictEqual(data, held[id])) return `${id} ${status}`;
  }
  return null;
}
