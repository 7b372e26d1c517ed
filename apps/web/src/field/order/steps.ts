import type { RecordData, TaskData } from '@fieldwork/api-contract';
import type { FieldPage, FieldStep, FieldStepOf, FieldStepType } from '@fieldwork/metadata';
import type { FieldStore } from '../store/field-store.js';
import { holds } from '../store/local-source.js';
import type { LocalTask } from '../store/preview.js';

export interface OpenAction {
  task: LocalTask;
  action: TaskData['actions'][number];
}

/** A step of this piece of work: whether it is done, and what could be done on its task now. */
export interface StepState {
  step: FieldStep;
  isDone: boolean;
  /** In the order of the step's own actions. */
  actions: OpenAction[];
  /** The work does not go on without it. */
  isNeeded: boolean;
}

const isFilled = (value: unknown) =>
  value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);

type Filled<T extends FieldStepType> = (
  step: FieldStepOf<T>,
  record: RecordData,
  asked: ReadonlySet<string>,
) => boolean;

/** Whether what a step fills in is filled in; `asked` are fields that the open tasks demand. */
const filled: { [T in FieldStepType]: Filled<T> } = {
  task: () => true,
  navigate: (step, record) => step.time !== undefined && isFilled(record[step.time]),
  time: (step, record) => isFilled(record[step.field]),
  check_in: (step, record) => isFilled(record[step.field]),
  fields: (step, record, asked) => {
    const demanded = step.fields.filter((id) => asked.has(id));
    return demanded.length > 0
      ? demanded.every((id) => isFilled(record[id]))
      : step.fields.some((id) => isFilled(record[id]));
  },
  photos: (step, record) => {
    const photos = record[step.field];
    return (Array.isArray(photos) ? photos.length : 0) >= (step.least ?? 1);
  },
  parts: (step, record) => isFilled(record[step.field]),
  records: (step, record) => step.field !== undefined && isFilled(record[step.field]),
  signature: (step, record) => isFilled(record[step.field]),
};

export function stepsOf(record: RecordData, page: FieldPage, store: FieldStore): StepState[] {
  const form = store.engines?.forms.get(page.work.form);
  if (!form) return [];
  const tasks = tasksOf(record, store);
  const asked = new Set(tasks.flatMap(({ required }) => required));
  return page.steps
    .filter((step) => step.when === undefined || holds(form, step.when, record, store))
    .map((step) => {
      const actions = openActionsOf(step, tasks);
      const isDone =
        step.done === undefined
          ? actions.length === 0 && (filled[step.type] as Filled<FieldStepType>)(step as never, record, asked)
          : holds(form, step.done, record, store);
      return { step, isDone, actions, isNeeded: isNeeded(step) };
    });
}

/** The caller's open tasks on a record. */
export function tasksOf(record: RecordData, { snapshot }: FieldStore): LocalTask[] {
  return snapshot.tasks.filter((task) => task.record.id === record.id && task.mine && task.status === 'open');
}

export function nextOf(states: readonly StepState[]): StepState | undefined {
  return states.find(({ isDone, isNeeded: needed }) => needed && !isDone);
}

/** Whether nothing is left to do here. */
export function isFinished(record: RecordData, page: FieldPage, store: FieldStore): boolean {
  return page.steps.length > 0 && nextOf(stepsOf(record, page, store)) === undefined;
}

/** A way that keeps no time cannot be seen to be done, so it holds nothing up; neither does reading. */
function isNeeded(step: FieldStep): boolean {
  if (step.optional) return false;
  if (step.type === 'navigate') return step.time !== undefined || step.done !== undefined;
  return step.type !== 'records' || step.done !== undefined;
}

function openActionsOf(step: FieldStep, tasks: readonly LocalTask[]): OpenAction[] {
  return (step.actions ?? []).flatMap((id) => {
    for (const task of tasks) {
      const action = task.actions.find((one) => one.id === id);
      if (action) return [{ task, action }];
    }
    return [];
  });
}
