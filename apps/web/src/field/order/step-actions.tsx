import { MoreOutlined } from '@ant-design/icons';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import styles from './order.module.css';
import type { OpenAction } from './steps.js';

interface StepActionsProps {
  actions: readonly OpenAction[];
  onAct: (act: OpenAction) => void;
}

/** The usual action wide under the thumb; one other beside it, several others behind one more tap. */
export function StepActions({ actions, onAct }: StepActionsProps) {
  const v = useWords(verbs);
  const text = useText();
  const [isOpen, setOpen] = useState(false);
  const [first, second, ...more] = actions;
  const button = (act: OpenAction, isFirst: boolean) => (
    <Button
      key={`${act.task.id} ${act.action.id}`}
      size="large"
      block
      type={isFirst ? 'primary' : 'default'}
      danger={act.action.kind === 'return'}
      onClick={() => {
        setOpen(false);
        onAct(act);
      }}
    >
      {text(act.action.label)}
    </Button>
  );
  if (!first) return null;
  if (!second) return button(first, true);
  return (
    <>
      <div className={styles.actions}>
        {more.length === 0 ? (
          button(second, false)
        ) : (
          <Button size="large" block icon={<MoreOutlined />} onClick={() => setOpen(true)}>
            {v('more')}
          </Button>
        )}
        {button(first, true)}
      </div>
      <Drawer open={isOpen} placement="bottom" size="auto" closable={false} onClose={() => setOpen(false)}>
        <div className={styles.body}>{[second, ...more].map((act) => button(act, false))}</div>
      </Drawer>
    </>
  );
}
