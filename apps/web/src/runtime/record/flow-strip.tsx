import type { FlowProgress } from '@fieldwork/api-contract';
import type { Form } from '@fieldwork/metadata';
import { Tooltip } from 'antd';
import { useEffect, useRef } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import { useFlowProgress } from '../../api/tasks.js';
import { exactMoment } from '../../ui/moment.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import styles from './record.module.css';
import { recordWords } from './record-words.js';

/** The way of a record through its flow: what is done, where it stands, what lies ahead. */
export function FlowStrip({ form, record }: { form: Form; record: string }) {
  const scope = useAppScope();
  const hasFlow = [...scope.flows.values()].some((flow) => flow.form === form.id);
  const { data } = useFlowProgress(scope.id, form.id, record, hasFlow);
  const shown = data && wayOf(data, (flow) => scope.flows.get(flow)?.trigger.on === 'created');
  return shown ? <Strip progress={shown} /> : null;
}

/** Of several the one that the record began with, while it runs or when nothing else does; the newest of a flow. */
function wayOf(all: readonly FlowProgress[], isFirst: (flow: string) => boolean): FlowProgress | undefined {
  const own = all.filter(({ flow }) => isFirst(flow));
  const running = (list: readonly FlowProgress[]) => list.find(({ status }) => status === 'running');
  return running(own) ?? running(all) ?? own.at(-1) ?? all.at(-1);
}

function stateOf(step: FlowProgress['steps'][number], isRunning: boolean): 'now' | 'back' | 'passed' {
  if (step.leftAt === null && isRunning && step.type === 'task') return 'now';
  return step.isTakenBack ? 'back' : 'passed';
}

function Strip({ progress }: { progress: FlowProgress }) {
  const t = useWords(recordWords);
  const text = useText();
  const list = useRef<HTMLOListElement>(null);
  const steps = progress.steps.filter(({ type }) => type === 'task' || type === 'end');
  const isRunning = progress.status === 'running';
  const here = steps.length;
  useEffect(() => {
    const box = list.current;
    const now = box?.querySelector<HTMLElement>('[data-state="now"]');
    if (box && now) box.scrollLeft = now.offsetLeft - box.clientWidth / 2;
  }, [here]);
  return (
    <ol ref={list} className={styles.strip} aria-label={text(progress.label)}>
      {steps.map((step) => {
        const state = stateOf(step, isRunning);
        const who = step.by?.title ?? '';
        const hint = [text(step.actionLabel), step.reason, exactMoment(step.leftAt ?? step.enteredAt)];
        return (
          <Tooltip key={step.seq} title={hint.filter(Boolean).join(' · ')}>
            <li
              className={styles.step}
              data-state={state}
              aria-current={state === 'now' ? 'step' : undefined}
            >
              {text(step.label)}
              <small>{who}</small>
              <span className={state === 'back' ? undefined : 'visually-hidden'}>{t(state)}</span>
            </li>
          </Tooltip>
        );
      })}
      {isRunning &&
        progress.ahead.map(({ node, label }) => (
          <li key={node} className={styles.step} data-state="ahead">
            {text(label)}
            <span className="visually-hidden">{t('ahead')}</span>
          </li>
        ))}
    </ol>
  );
}
