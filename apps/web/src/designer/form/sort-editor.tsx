import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import type { View } from '@fieldwork/metadata';
import { Button, Select } from 'antd';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { designerWords } from '../designer-words.js';
import parts from '../parts/parts.module.css';
import { Setting } from '../parts/setting.js';
import { formDesignWords } from './form-words.js';

type Sort = NonNullable<View['sort']>;

interface SortProps {
  columns: readonly { value: string; label: string }[];
  value: Sort | undefined;
  onChange: (sort: Sort | undefined) => void;
}

/** By which fields records are sorted, the first before the next. */
export function SortEditor({ columns, value, onChange }: SortProps) {
  const t = useWords(formDesignWords);
  const d = useWords(designerWords);
  const v = useWords(verbs);
  const sorts = value ?? [];
  const write = (next: Sort) => onChange(next.length > 0 ? next : undefined);
  const free = columns.find((column) => !sorts.some(({ field }) => field === column.value))?.value;
  return (
    <Setting label={t('view_sort')}>
      <div className={parts.rows}>
        {sorts.map((sort, index) => (
          <div key={sort.field} className={parts.row}>
            <Select
              aria-label={d('field')}
              value={sort.field}
              options={[...columns]}
              onChange={(field) => write(sorts.with(index, { ...sort, field }))}
            />
            <Select
              aria-label={t('view_sort')}
              value={sort.direction}
              onChange={(direction) => write(sorts.with(index, { ...sort, direction }))}
              options={(['ascending', 'descending'] as const).map((one) => ({ value: one, label: t(one) }))}
            />
            <Button
              type="text"
              size="small"
              icon={<DeleteOutlined />}
              aria-label={v('remove')}
              onClick={() => write(sorts.toSpliced(index, 1))}
            />
          </div>
        ))}
        {sorts.length < 5 && free !== undefined && (
          <Button
            size="small"
            icon={<PlusOutlined />}
            onClick={() => write([...sorts, { field: free, direction: 'descending' }])}
          >
            {t('add_sort')}
          </Button>
        )}
      </div>
    </Setting>
  );
}
