import { Button, Tag } from 'antd';
import { useWords } from '../../words/words.js';
import styles from './dashboard.module.css';
import { dashboardWords } from './dashboard-words.js';
import type { Selection } from './narrowing.js';

/** What was chosen in charts to narrow the others, each to be taken back. */
export function SelectionChips({
  selections,
  onChange,
}: {
  selections: readonly Selection[];
  onChange: (selections: readonly Selection[]) => void;
}) {
  const t = useWords(dashboardWords);
  return (
    <div className={styles.chips} role="status">
      <span className="muted">{t('narrowed_by')}</span>
      {selections.map((selection) => (
        <Tag
          key={selection.item}
          closable
          onClose={() => onChange(selections.filter((one) => one !== selection))}
        >
          {selection.text}
        </Tag>
      ))}
      <Button size="small" type="link" onClick={() => onChange([])}>
        {t('clear')}
      </Button>
    </div>
  );
}
