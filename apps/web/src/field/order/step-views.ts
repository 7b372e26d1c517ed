import type { RecordData } from '@fieldwork/api-contract';
import type { FieldStep, FieldStepOf, FieldStepType, Form } from '@fieldwork/metadata';
import type { ComponentType } from 'react';
import { CheckInStep } from './check-in-step.js';
import { FieldsStep, PhotosStep, SignatureStep, TaskStep } from './form-steps.js';
import { NavigateStep, TimeStep } from './moment-steps.js';
import { PartsStep } from './parts-step.js';
import { RecordsStep } from './records-step.js';
import type { StepState } from './steps.js';
import type { Written } from './use-write.js';

/** What a step's view is given. `onWrite` keeps what was filled in, once at a time, and goes on; `onSkip` goes on without. */
export interface StepProps<S extends FieldStep> {
  step: S;
  state: StepState;
  form: Form;
  record: RecordData;
  draftKey: string;
  onWrite: (written: Written) => Promise<unknown>;
  onSkip: () => void;
}

/** How each type of step looks. */
export const stepViews: { [T in FieldStepType]: ComponentType<StepProps<FieldStepOf<T>>> } = {
  task: TaskStep,
  navigate: NavigateStep,
  time: TimeStep,
  check_in: CheckInStep,
  fields: FieldsStep,
  photos: PhotosStep,
  parts: PartsStep,
  records: RecordsStep,
  signature: SignatureStep,
};
