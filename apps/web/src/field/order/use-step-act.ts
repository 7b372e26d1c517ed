import type { RecordData } from '@fieldwork/api-contract';
import type { FieldStep } from '@fieldwork/metadata';
import { useAction } from '../../ui/use-action.js';
import { useSnapshot } from '../shell/phone-context.js';
import { openMap, placeOf } from './maps.js';
import { useWork } from './use-work.js';
import { useWrite } from './use-write.js';
import { valueAt } from './value-text.js';

/**
 * Does a step at once where one tap says it all: taking the work, beginning the way, noting the time. Answers whether it
 * was of that kind; anything else has a page of its own.
 */
export function useStepAct(record: RecordData): (step: FieldStep) => boolean {
  const { records } = useSnapshot();
  const { form, states } = useWork(record);
  const write = useWrite(form, record);
  const [run] = useAction(write);
  return (step) => {
    const act = states.find((state) => state.step.id === step.id)?.actions[0];
    const now = new Date().toISOString();
    const label = act ? act.action.label : step.label;
    if (
      step.type === 'task' &&
      act?.action.reason === 'none' &&
      act.task.required.every((id) => record[id])
    ) {
      void run({ shown: {}, label, act });
      return true;
    }
    if (step.type === 'time') {
      void run({ shown: { [step.field]: now }, label, act });
      return true;
    }
    if (step.type !== 'navigate') return false;
    const place = placeOf(valueAt(record, step.place, form, records));
    if (step.time === undefined && !act) return false;
    void run({ shown: step.time === undefined ? {} : { [step.time]: now }, label, act });
    if (place) openMap(place);
    return true;
  };
}
