import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import parts from '../parts/parts.module.css';
import { Setting } from '../parts/setting.js';

interface CardListProps<T> {
  label: string;
  add: string;
  items: readonly T[];
  keyOf: (item: T) => string;
  begin: () => T;
  onChange: (items: T[]) => void;
  children: (item: T, write: (item: T) => void) => ReactNode;
}

/** Parts of a document of which there can be several, each on a card of its own. */
export function CardList<T>({ label, add, items, keyOf, begin, onChange, children }: CardListProps<T>) {
  const v = useWords(verbs);
  return (
    <Setting label={label}>
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
          style={{ justifySelf: 'start' }}
          onClick={() => onChange([...items, begin()])}
        >
          {add}
        </Button>
      </div>
    </Setting>
  );
}
