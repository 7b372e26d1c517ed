import { FilterOutlined, PartitionOutlined, UnorderedListOutlined } from '@ant-design/icons';
import { Dropdown } from 'antd';
import { useWords } from '../../words/words.js';
import styles from './dashboard.module.css';
import { dashboardWords } from './dashboard-words.js';

export interface MarkActions {
  at: { x: number; y: number };
  open: (() => void) | undefined;
  rows: () => void;
  narrow: (() => void) | undefined;
}

/** What can be done with a part of a chart, beside where it was clicked. */
export function MarkMenu({ actions, onClose }: { actions: MarkActions; onClose: () => void }) {
  const t = useWords(dashboardWords);
  const { at, open, rows, narrow } = actions;
  const items = [
    ...(open ? [{ key: 'open', icon: <PartitionOutlined />, label: t('open_level'), onClick: open }] : []),
    { key: 'rows', icon: <UnorderedListOutlined />, label: t('records'), onClick: rows },
    ...(narrow
      ? [{ key: 'narrow', icon: <FilterOutlined />, label: t('narrow_others'), onClick: narrow }]
      : []),
  ];
  return (
    <Dropdown
      open
      autoFocus
      menu={{ items }}
      trigger={['click']}
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      <span className={styles.menuAnchor} style={{ left: at.x, top: at.y }} />
    </Dropdown>
  );
}
