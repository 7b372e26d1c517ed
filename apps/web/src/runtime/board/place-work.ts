import type { RecordData, TaskData } from '@fieldwork/api-contract';
import { type Form, fieldOf, idOf, type Timeline } from '@fieldwork/metadata';
import { call } from '../../api/client.js';
import { keepChoice } from '../../api/matchings.js';
import { newId } from '../../api/new-id.js';
import { hasStatus } from '../../api/problem.js';
import { recordsChanged, updateRecord } from '../../api/records.js';
import { actOnTask } from '../../api/tasks.js';
import type { Resource, Work } from './board-model.js';

const mostAttempts = 3;

/** Where a work is to go. */
export interface Placing {
  work: Work;
  resource: Resource;
  start: number;
  minutes: number;
  reason?: string;
}
export interface Placed {
  /** Takes it back; null where a task was done, which its flow has gone on from. */
  undo: (() => Promise<void>) | null;
}

/** The fields that say when it is, as a placing writes them. */
export function timesOf(
  { records }: Timeline,
  { start, minutes }: Pick<Placing, 'start' | 'minutes'>,
): Record<string, string> {
  return {
    [records.start]: new Date(start).toISOString(),
    ...(records.end === undefined ? {} : { [records.end]: new Date(start + minutes * 60_000).toISOString() }),
    ...(records.duration === undefined
      ? {}
      : { [records.duration.field]: String(records.duration.unit === 'hour' ? minutes / 60 : minutes) }),
  };
}

/** The fields that a placing writes. */
export function valuesOf(page: Timeline, form: Form, placing: Placing): Record<string, unknown> {
  const { resource } = page.records;
  const isReference = fieldOf(form, resource)?.form !== undefined;
  return {
    [resource]: isReference ? placing.resource.id : placing.resource.person,
    ...timesOf(page, placing),
  };
}

/** The caller's open task on the record with an action that the page names. */
async function taskFor(app: string, page: Timeline, work: Work) {
  if (!page.actions || page.actions.length === 0) return null;
  const tasks = await call<TaskData[]>('GET', '/tasks', {
    query: { status: 'open', app, form: page.records.form, record: work.id },
  });
  for (const task of tasks.filter(({ mine }) => mine)) {
    const action = page.actions.find((id) => task.actions.some((one) => one.id === id));
    if (action !== undefined) return { task, action };
  }
  return null;
}

/** Performs a placing: by the open task where there is one, else by writing the fields. @throws ProblemError */
export async function placeWork(app: string, page: Timeline, form: Form, placing: Placing): Promise<Placed> {
  const { work, resource, reason } = placing;
  const isNew = work.resource !== resource.id;
  if (isNew && page.matching !== undefined)
    await keepChoice(app, page.matching, {
      recordId: work.id,
      candidateId: resource.id,
      ...(reason ? { reason } : {}),
      as: timesOf(page, placing),
    });
  const values = valuesOf(page, form, placing);
  const found = isNew ? await taskFor(app, page, work) : null;
  if (found) {
    const allowed = Object.entries(values).filter(([field]) => found.task.editable.includes(field));
    await actOnTask(
      found.task,
      {
        action: found.action,
        values: Object.fromEntries(allowed) as Record<string, never>,
        recordVersion: work.record.version,
      },
      newId(),
    );
    return { undo: null };
  }
  const before = Object.fromEntries(Object.keys(values).map((field) => [field, work.record[field] ?? null]));
  const written = await writePlan(app, form, work.record, values);
  return {
    undo: async () => {
      await writePlan(app, form, written, before);
      await recordsChanged(app, form.id);
    },
  };
}

/**
 * Writes where a record is planned over what was seen of it. Flows and rules write it as well, moments after it was
 * given to somebody: that stands in nobody's way, as long as it is planned as it was seen.
 */
async function writePlan(
  app: string,
  form: Form,
  seen: RecordData,
  values: Record<string, unknown>,
): Promise<RecordData> {
  for (let { version } = seen, attempt = 1; ; attempt++) {
    try {
      return await updateRecord(app, form.id, seen.id, values, version);
    } catch (error) {
      const current = hasStatus(error, 409) ? error.body?.current : undefined;
      const isAsSeen = (field: string) => heldOf(current?.[field]) === heldOf(seen[field]);
      if (!current || !Object.keys(values).every(isAsSeen) || attempt === mostAttempts) throw error;
      version = current.version;
    }
  }
}

const heldOf = (value: unknown): unknown => idOf(value) ?? value ?? null;
