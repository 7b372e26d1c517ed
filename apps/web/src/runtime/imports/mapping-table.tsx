import type { ImportPreview } from '@fieldwork/api-contract';
import { type Field, type Form, fieldTypes } from '@fieldwork/metadata';
import { Checkbox, Input, Select, Table } from 'antd';
import { useAppScope } from '../../api/app-scope.js';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { importWords } from './import-words.js';
import styles from './imports.module.css';
import { importableTypes, type Mapping } from './mapping.js';

interface MappingTableProps {
  form: Form | null;
  fields: readonly Field[];
  preview: ImportPreview;
  mappings: readonly Mapping[];
  onChange: (mappings: Mapping[]) => void;
}

const orders = ['ymd', 'dmy', 'mdy'] as const;

/** One row per column of the file. */
export function MappingTable({ form, fields, preview, mappings, onChange }: MappingTableProps) {
  const t = useWords(importWords);
  const text = useText();
  const set = (column: number, change: Partial<Mapping>) =>
    onChange(mappings.map((one) => (one.column === column ? { ...one, ...change } : one)));
  const columnOf = (mapping: Mapping) => preview.columns.find(({ column }) => column === mapping.column);
  const typeOptions = importableTypes.map((name) => ({ value: name, label: text(fieldTypes[name].label) }));
  return (
    <Table<Mapping>
      size="small"
      rowKey="column"
      dataSource={[...mappings]}
      pagination={false}
      scroll={{ x: 780 }}
      columns={[
        {
          title: t('column'),
          width: 200,
          render: (_, one) => (
            <Checkbox
              checked={one.field !== ''}
              disabled={form !== null && one.field === ''}
              onChange={({ target }) =>
                set(one.column, { field: target.checked ? (columnOf(one)?.suggestedField ?? '') : '' })
              }
            >
              {columnOf(one)?.header}
            </Checkbox>
          ),
        },
        {
          title: t('samples'),
          render: (_, one) => (
            <span className={styles.samples}>{columnOf(one)?.samples.slice(0, 3).join(' · ')}</span>
          ),
        },
        form
          ? {
              title: t('target'),
              width: 220,
              render: (_, one) => (
                <Select
                  style={{ width: '100%' }}
                  aria-label={`${t('target')} ${one.label}`}
                  showSearch={{ optionFilterProp: 'label' }}
                  value={one.field}
                  options={[
                    { value: '', label: t('skip') },
                    ...fields.map(({ id, label }) => ({
                      value: id,
                      label: text(label),
                      disabled: id !== one.field && mappings.some(({ field }) => field === id),
                    })),
                  ]}
                  onChange={(field) =>
                    set(one.column, {
                      field,
                      type: fields.find(({ id }) => id === field)?.type ?? one.type,
                      matchBy: null,
                    })
                  }
                />
              ),
            }
          : {
              title: t('becomes'),
              width: 200,
              render: (_, one) => (
                <Input
                  aria-label={`${t('becomes')} ${one.label}`}
                  value={one.label}
                  disabled={one.field === ''}
                  maxLength={100}
                  onChange={(event) => set(one.column, { label: event.target.value })}
                />
              ),
            },
        {
          title: t('type'),
          width: 260,
          render: (_, one) => (
            <div style={{ display: 'grid', gap: 4 }}>
              {form === null ? (
                <Select
                  aria-label={`${t('type')} ${one.label}`}
                  value={one.type}
                  disabled={one.field === ''}
                  options={typeOptions}
                  onChange={(type) => set(one.column, { type })}
                />
              ) : (
                one.field !== '' && <span className="muted">{text(fieldTypes[one.type].label)}</span>
              )}
              <Details
                mapping={one}
                field={fields.find(({ id }) => id === one.field)}
                onChange={(change) => set(one.column, change)}
              />
            </div>
          ),
        },
      ]}
    />
  );
}

interface DetailsProps {
  mapping: Mapping;
  field: Field | undefined;
  onChange: (change: Partial<Mapping>) => void;
}

/** What only some types need to know: how dates are written, how the other record is found. */
function Details({ mapping, field, onChange }: DetailsProps) {
  const v = useWords(verbs);
  const t = useWords(importWords);
  const text = useText();
  const scope = useAppScope();
  const target = field?.form === undefined ? undefined : scope.forms.get(field.form);
  const isDate = mapping.type === 'date' || mapping.type === 'datetime';
  return (
    <>
      {isDate && mapping.field !== '' && (
        <Select
          aria-label={t('date_order')}
          value={mapping.dateOrder ?? 'ymd'}
          options={orders.map((order) => ({ value: order, label: t(order) }))}
          onChange={(dateOrder) => onChange({ dateOrder })}
        />
      )}
      {target && (
        <Select
          aria-label={t('match_by', { form: text(target.label) })}
          value={mapping.matchBy ?? target.title ?? null}
          options={target.fields
            .filter(({ type }) => ['text', 'auto_number', 'phone', 'email', 'formula'].includes(type))
            .map(({ id, label }) => ({
              value: id,
              label: `${t('match_by', { form: text(target.label) })}${v('colon')}${text(label)}`,
            }))}
          onChange={(matchBy) => onChange({ matchBy })}
        />
      )}
      {mapping.emptyWords.length > 0 && (
        <span className="muted">{t('empty_words', { words: mapping.emptyWords.join('”、“') })}</span>
      )}
    </>
  );
}
