import type { RecordData, Wish } from '@fieldwork/api-contract';
import { storableValues, type Values } from '@fieldwork/form-engine';
import type { Form, Text } from '@fieldwork/metadata';
import { useGround, usePhone } from '../shell/phone-context.js';
import { titleOfWork } from '../today/work-list.js';
import { filesIn } from './files-in.js';
import type { OpenAction } from './steps.js';
import { valueAt, wordsOf } from './value-text.js';

export interface Written {
  /** Values as forms hold them, references with titles. */
  shown: Values;
  label: Text;
  /** Acts on a task at the same time. */
  act?: OpenAction | undefined;
  reason?: string | undefined;
  /** The step that it was filled in at. */
  step?: string | undefined;
}

/** Writes what a step filled in: into the queue, and at once into what the phone shows. */
export function useWrite(form: Form, record: RecordData): (written: Written) => Promise<void> {
  const { store, sync } = usePhone();
  const { page } = useGround();
  return async ({ shown, label, act, reason, step }) => {
    const forms = store.engines?.forms ?? new Map<string, Form>();
    const values = storableValues(form, shown, forms) as Record<string, unknown>;
    // As it is now: what was written a moment ago is no change by somebody else.
    const now = store.snapshot.records.get(form.id)?.get(record.id) ?? record;
    const had = Object.fromEntries(Object.keys(values).map((id) => [id, now[id] ?? null]));
    const before = storableValues(form, had, forms) as Record<string, unknown>;
    if (!act && Object.keys(values).length === 0) return;
    const wish = act
      ? taskWish(act, form, record, reason, values, before)
      : ({
          name: 'record.change',
          form: form.id,
          id: record.id,
          values,
          before,
          version: now.version,
        } as const);
    const whom =
      page.work.title === undefined
        ? ''
        : wordsOf(undefined, valueAt(record, page.work.title, form, store.snapshot.records), String);
    await store.wish({
      wish,
      title: [whom, titleOfWork(form, record)].filter(Boolean).join(' · '),
      label,
      shown: { ...shown },
      files: filesIn(form, values, store.snapshot.files),
      ...(step === undefined ? {} : { step }),
      ...(act ? { task: act.task.id } : {}),
    });
    sync.soon();
  };
}

function taskWish(
  { task, action }: OpenAction,
  form: Form,
  record: RecordData,
  reason: string | undefined,
  values: Record<string, unknown>,
  before: Record<string, unknown>,
): Wish {
  return {
    name: 'task.act',
    form: form.id,
    record: record.id,
    // One that came to be on the phone is found by its place in the flow.
    ...(task.isLocal ? { flow: task.flow, node: task.node } : { task: task.id }),
    action: action.id,
    ...(reason ? { reason } : {}),
    ...(Object.keys(values).length > 0 ? { values, before } : {}),
  };
}
