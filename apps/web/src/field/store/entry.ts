import type { FieldConflict, Mutation, MutationResult, PushAnswer, Wish } from '@fieldwork/api-contract';
import type { Issue, Text } from '@fieldwork/metadata';

/**
 * `waiting` and `sending` are on their way; `sent` is applied and stays until what the server made of it is here;
 * `refused` and `noted` (a conflict to look at) stay until the person has seen them.
 */
export type EntryState = 'waiting' | 'sending' | 'sent' | 'refused' | 'noted';

/** One wish of the queue with what the phone shows of it. */
export interface Entry extends Mutation {
  state: EntryState;
  /** What it is about, in words of the moment it was made. */
  title: string;
  label: Text;
  /** The values as forms show them: references with their titles, files with their names. */
  shown?: Record<string, unknown>;
  /** Files that it names; they follow it. */
  files: string[];
  /** The task that it acts on, by the id that this phone knows it by. */
  task?: string;
  /** The step of the work that it was filled in at. */
  step?: string;
  message?: Text;
  issues?: Issue[];
  conflicts?: FieldConflict[];
  /** What the server would take instead. */
  offer?: Wish;
}

export function formOf(wish: Wish): string {
  return wish.form;
}

export function recordOf(wish: Wish): string {
  return 'record' in wish ? wish.record : wish.id;
}

export function isPending({ state }: Entry): boolean {
  return state === 'waiting' || state === 'sending';
}

/** Whether what the phone shows counts it in. */
export function isShown({ state }: Entry): boolean {
  return isPending({ state } as Entry) || state === 'sent';
}

/** What the phone keeps of an entry that the server has answered. */
export function settled(entry: Entry, result: MutationResult): Entry {
  if (result.state === 'refused')
    return {
      ...entry,
      state: 'refused',
      ...(result.message ? { message: result.message } : {}),
      ...(result.issues ? { issues: result.issues } : {}),
      ...(result.offer ? { offer: result.offer } : {}),
    };
  return { ...entry, state: 'sent', ...(result.conflicts?.length ? { conflicts: result.conflicts } : {}) };
}

/** The server waits for entries that this phone has settled long ago: its data was set back to an earlier day. */
export function isCutOff(sent: readonly Entry[], { results, settledSeq }: PushAnswer): boolean {
  const [first] = sent;
  return first !== undefined && results.length === 0 && settledSeq < first.seq - 1;
}

/**
 * The entry that has done already what is asked once more, as by a double tap: a task ends once, a record begins once.
 * The place in the flow alone would not tell: work that is paused twice comes to the same node twice.
 */
export function doneBefore(queue: readonly Entry[], wish: Wish, task: string | undefined): Entry | undefined {
  return queue.find((entry) => {
    if (!isShown(entry) || entry.wish.name !== wish.name) return false;
    if (wish.name === 'record.create') return recordOf(entry.wish) === wish.id;
    if (wish.name !== 'task.act' || entry.wish.name !== 'task.act') return false;
    return task !== undefined && entry.task === task && entry.wish.action === wish.action;
  });
}

/** Entries without which a new one for this record makes no sense: its creation, and the last step of its flow. */
export function needsOf(queue: readonly Entry[], form: string, record: string): number[] {
  const own = queue.filter(
    (entry) => isPending(entry) && formOf(entry.wish) === form && recordOf(entry.wish) === record,
  );
  const made = own.find(({ wish }) => wish.name === 'record.create');
  const acted = own.findLast(({ wish }) => wish.name === 'task.act');
  return [...new Set([made?.seq, acted?.seq].filter((seq) => seq !== undefined))];
}
