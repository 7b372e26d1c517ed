import type { RecordData } from '@fieldwork/api-contract';
import type { FieldStep } from '@fieldwork/metadata';
import type { ComponentType } from 'react';
import { useNavigate, useParams } from 'react-router';
import { EmptyState } from '../../ui/empty-state.js';
import { useAction } from '../../ui/use-action.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { BackLine } from '../shell/back-line.js';
import { useGround, usePhone, useSnapshot } from '../shell/phone-context.js';
import { draftKeyOf } from '../store/database.js';
import styles from './order.module.css';
import { orderWords } from './order-words.js';
import { type StepProps, stepViews } from './step-views.js';
import { nextOf, stepsOf } from './steps.js';
import { useWork } from './use-work.js';
import { useWrite, type Written } from './use-write.js';

/** One step of a piece of work, on a page of its own. */
export function StepPage() {
  const t = useWords(orderWords);
  const { id = '', step = '' } = useParams();
  const { page } = useGround();
  const { records } = useSnapshot();
  const record = records.get(page.work.form)?.get(id);
  const found = page.steps.find((one) => one.id === step);
  if (!record || !found)
    return (
      <>
        <BackLine to="/" title={t('steps')} />
        <EmptyState title={t('gone')} hint={t('gone_hint')} />
      </>
    );
  return <Step key={`${id} ${step}`} record={record} step={found} />;
}

function Step({ record, step }: { record: RecordData; step: FieldStep }) {
  const text = useText();
  const navigate = useNavigate();
  const { store } = usePhone();
  const { page } = useGround();
  const { form, states } = useWork(record);
  const write = useWrite(form, record);
  const state = states.find((one) => one.step.id === step.id) ?? {
    step,
    isDone: false,
    actions: [],
    isNeeded: false,
  };
  const View = stepViews[step.type] as ComponentType<StepProps<FieldStep>>;
  // On to what comes next, so that a visit is one way through; when it is over, back to the day.
  const goOn = () => {
    const now = store.snapshot.records.get(form.id)?.get(record.id);
    const following = now && nextOf(stepsOf(now, page, store));
    navigate(following ? `/work/${record.id}/${following.step.id}` : '/', { replace: true });
  };
  const [onWrite] = useAction(async (written: Written) => {
    await write({ ...written, step: step.id });
    goOn();
  });
  return (
    <div className={styles.page}>
      <BackLine to={`/work/${record.id}`} title={text(step.label)} />
      <View
        step={step}
        state={state}
        form={form}
        record={record}
        draftKey={draftKeyOf(record.id, step.id)}
        onWrite={onWrite}
        onSkip={goOn}
      />
    </div>
  );
}
