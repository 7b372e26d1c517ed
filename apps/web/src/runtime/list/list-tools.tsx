import { SearchOutlined } from '@ant-design/icons';
import type { Form } from '@fieldwork/metadata';
import { Input, Tag } from 'antd';
import { useEffect, useState } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import { useIsPhone } from '../../ui/media.js';
import { useSettled } from '../../ui/use-settled.js';
import { useWords } from '../../words/words.js';
import { type Condition, conditionsLogic, parseConditions } from '../filters/conditions.js';
import { filterFieldsOf } from '../filters/filter-fields.js';
import { FilterLine } from '../filters/filter-line.js';
import { filterWords } from '../filters/filter-words.js';
import { ColumnChooser } from './column-chooser.js';
import styles from './list.module.css';
import type { ListColumn } from './list-column.js';
import { listWords } from './list-words.js';
import type { ListState } from './use-list-state.js';

interface ListToolsProps {
  form: Form;
  state: ListState;
  change: (next: Partial<ListState>) => void;
  all: readonly ListColumn[];
  columns: readonly ListColumn[];
  setColumns: (columns: string[] | null) => void;
}

/** The filter line, the quick search and the choice of columns. */
export function ListTools({ form, state, change, all, columns, setColumns }: ListToolsProps) {
  const f = useWords(filterWords);
  const isPhone = useIsPhone();
  const { hidden } = useAppScope().access(form.id);
  const fields = filterFieldsOf(form, hidden);
  const kindOf = (path: string) => fields.find((field) => field.path === path)?.kind;
  const parsed = parseConditions(state.filter, kindOf);
  const written = JSON.stringify(state.filter);
  // A chip that is being made says nothing yet, so the address cannot hold it.
  const [open, setOpen] = useState<{ conditions: Condition[]; written: string | undefined } | null>(null);
  const conditions = open && open.written === written ? open.conditions : (parsed ?? []);
  const setConditions = (next: Condition[]) => {
    const logic = conditionsLogic(next, kindOf);
    setOpen({ conditions: next, written: JSON.stringify(logic) });
    if (JSON.stringify(logic) !== written) change({ filter: logic });
  };
  return (
    <div className={styles.tools}>
      {parsed === null ? (
        <div>
          <Tag closable onClose={() => change({ filter: undefined })}>
            {f('custom')}
          </Tag>
        </div>
      ) : (
        <FilterLine fields={state.isBin ? [] : fields} conditions={conditions} onChange={setConditions} />
      )}
      <QuickSearch value={state.search} onChange={(search) => change({ search })} />
      {!isPhone && <ColumnChooser all={all} chosen={columns.map(({ path }) => path)} onChange={setColumns} />}
    </div>
  );
}

function QuickSearch({ value, onChange }: { value: string; onChange: (words: string) => void }) {
  const t = useWords(listWords);
  const [words, setWords] = useState(value);
  const settled = useSettled(words);
  useEffect(() => {
    if (settled !== value) onChange(settled);
  }, [settled]);
  useEffect(() => setWords(value), [value]);
  return (
    <Input
      size="small"
      allowClear
      prefix={<SearchOutlined className="muted" />}
      placeholder={t('quick')}
      aria-label={t('quick')}
      className={styles.search ?? ''}
      value={words}
      onChange={(event) => setWords(event.target.value)}
    />
  );
}
