import {
  ArrowDownOutlined,
  ArrowLeftOutlined,
  ArrowUpOutlined,
  DeleteOutlined,
  PlusOutlined,
} from '@ant-design/icons';
import { type Field, fieldsTypes, fieldTypeOf, rowFieldTypeNames } from '@fieldwork/metadata';
import { Button, Dropdown } from 'antd';
import { useMemo, useState } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import { widgetOf } from '../../widgets/registry.js';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useLocale, useWords } from '../../words/words.js';
import type { Ground } from '../conditions/expression-field.js';
import { rowNamesOf } from '../conditions/field-names.js';
import { designerWords } from '../designer-words.js';
import parts from '../parts/parts.module.css';
import { Setting } from '../parts/setting.js';
import { FieldSettings } from './field-settings.js';
import { newField } from './form-edit.js';
import { formDesignWords } from './form-words.js';
import { useNewNames } from './use-new-names.js';

interface ColumnsProps {
  field: Field;
  ground: Ground;
  onChange: (field: Field, key?: string) => void;
}

/** The columns of a sub-table: a list, and the settings of the one that is open. */
export function SubTableColumns({ field, ground, onChange }: ColumnsProps) {
  const t = useWords(formDesignWords);
  const d = useWords(designerWords);
  const v = useWords(verbs);
  const text = useText();
  const names = useNewNames();
  const { forms } = useAppScope();
  const [open, setOpen] = useState<string | null>(null);
  const columns = field.fields ?? [];
  const write = (fields: Field[], key?: string) => onChange({ ...field, fields }, key);
  const at = columns.findIndex(({ id }) => id === open);
  const current = columns[at];
  if (current)
    return (
      <ColumnSettings
        field={field}
        column={current}
        ground={ground}
        onBack={() => setOpen(null)}
        onChange={(next, key) => write(columns.with(at, next), key)}
      />
    );
  const add = (type: Field['type']) => {
    const column = newField(
      type,
      columns.map(({ id }) => id),
      names,
      [...forms.keys()],
    );
    write([...columns, column]);
    setOpen(column.id);
  };
  return (
    <Setting label={t('columns')}>
      <div className={parts.rows}>
        {columns.map((column, index) => (
          <div key={column.id} className={parts.row}>
            <Button
              size="small"
              icon={widgetOf(column).icon}
              style={{ justifyContent: 'start' }}
              onClick={() => setOpen(column.id)}
            >
              {text(column.label)}
            </Button>
            <Button
              type="text"
              size="small"
              icon={<ArrowUpOutlined />}
              aria-label={d('move_up')}
              disabled={index === 0}
              onClick={() => write(columns.toSpliced(index, 1).toSpliced(index - 1, 0, column))}
            />
            <Button
              type="text"
              size="small"
              icon={<ArrowDownOutlined />}
              aria-label={d('move_down')}
              disabled={index === columns.length - 1}
              onClick={() => write(columns.toSpliced(index, 1).toSpliced(index + 1, 0, column))}
            />
            <Button
              type="text"
              size="small"
              icon={<DeleteOutlined />}
              aria-label={v('delete')}
              disabled={columns.length === 1}
              onClick={() => write(columns.toSpliced(index, 1))}
            />
          </div>
        ))}
        <Dropdown
          trigger={['click']}
          menu={{
            items: rowFieldTypeNames.map((type) => ({
              key: type,
              label: text(fieldTypeOf({ type }).label),
              icon: widgetOf({ type }).icon,
            })),
            style: { maxHeight: 320, overflow: 'auto' },
            onClick: ({ key }) => add(key as Field['type']),
          }}
        >
          <Button size="small" icon={<PlusOutlined />}>
            {t('add_column')}
          </Button>
        </Dropdown>
      </div>
    </Setting>
  );
}

function ColumnSettings({
  field,
  column,
  ground,
  onBack,
  onChange,
}: {
  field: Field;
  column: Field;
  ground: Ground;
  onBack: () => void;
  onChange: (column: Field, key?: string) => void;
}) {
  const t = useWords(formDesignWords);
  const locale = useLocale();
  const inner = useMemo(
    (): Ground => ({
      names: rowNamesOf(ground.names, field.id, fieldsTypes(field.fields ?? []), locale),
      // Conditions over a row speak of two places; they are written as formulas.
      fields: [],
    }),
    [ground.names, field, locale],
  );
  return (
    <div>
      <Button
        type="link"
        size="small"
        icon={<ArrowLeftOutlined />}
        onClick={onBack}
        style={{ paddingInline: 0, marginBottom: 10 }}
      >
        {t('column_back')}
      </Button>
      <FieldSettings field={column} ground={inner} onChange={onChange} nameLabel={t('column_name')} />
    </div>
  );
}
