import { CheckCircleOutlined, WarningOutlined } from '@ant-design/icons';
import type { Issue } from '@fieldwork/metadata';
import { Button, Popover } from 'antd';
import { useState } from 'react';
import { useWords } from '../../words/words.js';
import { designerWords } from '../designer-words.js';
import styles from '../parts/parts.module.css';
import { ProblemList } from './problem-list.js';

/** How many problems there are; opens the list, each leading to its place. */
export function ProblemsButton({
  problems,
  onChoose,
}: {
  problems: readonly Issue[];
  onChoose: (problem: Issue) => void;
}) {
  const t = useWords(designerWords);
  const [isOpen, setOpen] = useState(false);
  if (problems.length === 0)
    return (
      <span className={styles.barState}>
        <CheckCircleOutlined /> {t('no_problems')}
      </span>
    );
  const choose = (problem: Issue) => {
    setOpen(false);
    onChoose(problem);
  };
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      open={isOpen}
      onOpenChange={setOpen}
      content={<ProblemList problems={problems} onChoose={choose} />}
    >
      <Button type="text" danger icon={<WarningOutlined />}>
        {t('problems', { count: problems.length })}
      </Button>
    </Popover>
  );
}
