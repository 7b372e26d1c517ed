import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import type { Routing } from '@fieldwork/metadata';
import { Button, Input, InputNumber } from 'antd';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import parts from '../parts/parts.module.css';
import { Setting } from '../parts/setting.js';
import { routingDesignWords } from './routing-design-words.js';

type Breaks = NonNullable<Routing['resources']['breaks']>;

/** Pauses of a day, each somewhere between two times. */
export function BreakList({
  value = [],
  onChange,
}: {
  value: Breaks | undefined;
  onChange: (breaks: Breaks | undefined) => void;
}) {
  const t = useWords(routingDesignWords);
  const v = useWords(verbs);
  const write = (next: Breaks) => onChange(next.length === 0 ? undefined : next);
  return (
    <Setting label={t('breaks')}>
      <div className={parts.rows}>
        {value.map((pause, index) => (
          <div key={`${index}`} className={parts.row}>
            {(['from', 'to'] as const).map((end) => (
              <Input
                key={end}
                type="time"
                aria-label={t(`break_${end}`)}
                value={pause[end]}
                onChange={(event) =>
                  event.target.value && write(value.with(index, { ...pause, [end]: event.target.value }))
                }
              />
            ))}
            <InputNumber
              aria-label={t('break_minutes')}
              prefix={t('break_minutes')}
              min={5}
              max={240}
              value={pause.minutes}
              onChange={(minutes) => write(value.with(index, { ...pause, minutes: minutes ?? 30 }))}
            />
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={v('delete')}
              onClick={() => write(value.toSpliced(index, 1))}
            />
          </div>
        ))}
        {value.length < 3 && (
          <Button
            icon={<PlusOutlined />}
            onClick={() => write([...value, { from: '11:30', to: '13:30', minutes: 45 }])}
          >
            {t('add_break')}
          </Button>
        )}
      </div>
    </Setting>
  );
}
