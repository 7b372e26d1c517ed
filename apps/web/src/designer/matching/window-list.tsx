import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import type { Appointments } from '@fieldwork/metadata';
import { Button, Input } from 'antd';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import parts from '../parts/parts.module.css';
import { Setting } from '../parts/setting.js';
import { appointmentDesignWords } from './appointment-words.js';

type Windows = Appointments['windows'];

/** The windows of a day; at least one. */
export function WindowList({ value, onChange }: { value: Windows; onChange: (windows: Windows) => void }) {
  const t = useWords(appointmentDesignWords);
  const v = useWords(verbs);
  return (
    <Setting label={t('windows')}>
      <div className={parts.rows}>
        {value.map((window, index) => (
          <div key={`${index}`} className={parts.row}>
            {(['from', 'to'] as const).map((end) => (
              <Input
                key={end}
                type="time"
                aria-label={t(`window_${end}`)}
                value={window[end]}
                onChange={(event) =>
                  event.target.value && onChange(value.with(index, { ...window, [end]: event.target.value }))
                }
              />
            ))}
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={v('delete')}
              disabled={value.length === 1}
              onClick={() => onChange(value.toSpliced(index, 1))}
            />
          </div>
        ))}
        {value.length < 12 && (
          <Button
            icon={<PlusOutlined />}
            onClick={() => onChange([...value, { from: value.at(-1)?.to ?? '09:00', to: '18:00' }])}
          >
            {t('add_window')}
          </Button>
        )}
      </div>
    </Setting>
  );
}
