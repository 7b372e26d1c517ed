import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import parts from '../parts/parts.module.css';
import { Setting } from '../parts/setting.js';

interface CardListProps<T> {
  label: string;
  hint?: string | undefined;
  add: string;
  /** As many as there can be. */
  most?: number;
  items: readonly T[];
  keyOf: (item: T) => string;
  begin: () => T;
  onChange: (items: T[]) => void;
  children: (item: T, write: (item: T) => void) => ReactNode;
}

/** Parts of a document of which there can be several, each on a card of its own. */
export function CardList<T>(props: CardListProps<T>) {
  const { label, hint, add, most, items, keyOf, begin, onChange, children } = props;
  const v = useWords(verbs);
  return (
    <Setting label={<span data-heading>{label}</span>} hint={hint}>
      <div className={parts.rows}>
        {items.map((item, index) => (
          <section key={keyOf(item)} className={parts.card}>
            {children(item, (next) => onChange(items.with(index, next)))}
            <Button
              size="small"
              type="text"
              icon={<DeleteOutlined />}
              onClick={() => onChange(items.toSpliced(index, 1))}
            >
              {v('remove')}
            </Button>
          </section>
        ))}
        <Button
          size="small"
          icon={<PlusOutlined />}
          disabled={most !== undefined && items.length >= most}
          style={{ justifySelf: 'start' }}
          onClick={() => onChange([...items, begin()])}
        >
          {add}
        </Button>
      </div>
    </Setting>
  );
}
