import type { FieldStepOf } from '@fieldwork/metadata';
import { StepForm } from './step-form.js';
import type { StepProps } from './step-views.js';

/** Acts on a task; what the task demands is asked here. */
export function TaskStep(props: StepProps<FieldStepOf<'task'>>) {
  const [first] = props.state.actions;
  return <StepForm {...props} fields={first?.task.required ?? []} />;
}

export function FieldsStep(props: StepProps<FieldStepOf<'fields'>>) {
  return <StepForm {...props} fields={props.step.fields} />;
}

export function PhotosStep(props: StepProps<FieldStepOf<'photos'>>) {
  return <StepForm {...props} fields={[props.step.field]} />;
}

/** What is asked beside comes first, so that it stands under the signature. */
export function SignatureStep(props: StepProps<FieldStepOf<'signature'>>) {
  return <StepForm {...props} fields={[...(props.step.fields ?? []), props.step.field]} />;
}
