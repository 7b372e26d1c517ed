import type { RecordData } from '@fieldwork/api-contract';
import type { FieldStep, Form } from '@fieldwork/metadata';
import { useMemo } from 'react';
import { useGround, usePhone, useSnapshot } from '../shell/phone-context.js';
import { nextOf, type StepState, stepsOf } from './steps.js';

export interface Work {
  form: Form;
  states: StepState[];
  next: FieldStep | undefined;
}

const nothing: Form = { kind: 'form', schema: 1, id: 'nothing', label: '', fields: [], layout: [] };

/** A piece of work with its steps as they stand. */
export function useWork(record: RecordData): Work {
  const { store } = usePhone();
  const { page } = useGround();
  const snapshot = useSnapshot();
  return useMemo(() => {
    // Tasks and documents are part of the snapshot; the store hands out its present one.
    void snapshot;
    const states = stepsOf(record, page, store);
    return { form: store.engines?.forms.get(page.work.form) ?? nothing, states, next: nextOf(states)?.step };
  }, [record, page, store, snapshot]);
}
