import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, Segmented, Select } from 'antd';
import { useMemo } from 'react';
import {
  type ActionProps,
  type CombinatorSelectorProps,
  type FieldSelectorProps,
  type NotToggleProps,
  type OperatorSelectorProps,
  QueryBuilder,
  type RuleGroupType,
  type ValueEditorProps,
} from 'react-querybuilder';
import { type Condition, type FilterOperator, operatorsByKind } from '../../runtime/filters/conditions.js';
import type { FilterField } from '../../runtime/filters/filter-fields.js';
import { useOperatorWord } from '../../runtime/filters/use-sentence.js';
import { ValueEditor } from '../../runtime/filters/value-editor.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { conditionWords } from './condition-words.js';
import styles from './conditions.module.css';

interface Surroundings {
  fields: ReadonlyMap<string, FilterField>;
}
const known = (context: unknown) => (context as Surroundings).fields;

/** Conditions put together by choosing: field, comparison, value; groups within groups. */
export function ConditionBuilder({
  fields,
  query,
  onChange,
}: {
  fields: readonly FilterField[];
  query: RuleGroupType;
  onChange: (query: RuleGroupType) => void;
}) {
  const text = useText();
  const context = useMemo(
    (): Surroundings => ({ fields: new Map(fields.map((field) => [field.path, field])) }),
    [fields],
  );
  const options = useMemo(
    () => fields.map((field) => ({ name: field.path, label: text(field.label) })),
    [fields, text],
  );
  return (
    <div className={styles.builder}>
      <QueryBuilder
        fields={options}
        query={query}
        onQueryChange={onChange as (query: RuleGroupType) => void}
        context={context}
        getOperators={(path) => {
          const kind = context.fields.get(path)?.kind;
          return (kind ? operatorsByKind[kind] : []).map((name) => ({ name, label: name }));
        }}
        getDefaultValue={() => null}
        resetOnOperatorChange
        showNotToggle
        controlElements={controls}
      />
    </div>
  );
}

function FieldPicker({ options, value, handleOnChange }: FieldSelectorProps) {
  const t = useWords(conditionWords);
  return (
    <Select
      aria-label={t('field')}
      className={styles.field ?? ''}
      showSearch={{ optionFilterProp: 'label' }}
      value={value ?? null}
      onChange={handleOnChange}
      popupMatchSelectWidth={false}
      options={(options as { name: string; label: string }[]).map(({ name, label }) => ({
        value: name,
        label,
      }))}
    />
  );
}

function OperatorPicker({ options, value, handleOnChange, field, context }: OperatorSelectorProps) {
  const t = useWords(conditionWords);
  const word = useOperatorWord();
  const about = known(context).get(field);
  return (
    <Select
      aria-label={t('operator')}
      className={styles.operator ?? ''}
      value={value ?? null}
      onChange={handleOnChange}
      options={(options as { name: FilterOperator }[]).map(({ name }) => ({
        value: name,
        label: about ? word(name, about) : name,
      }))}
    />
  );
}

function ValuePicker({ field, operator, value, handleOnChange, context }: ValueEditorProps) {
  const about = known(context).get(field);
  if (!about) return null;
  const condition = { path: field, operator, value } as Condition;
  return (
    <div className={styles.value}>
      <ValueEditor field={about} condition={condition} onChange={handleOnChange} />
    </div>
  );
}

function Combinator({ value, handleOnChange }: CombinatorSelectorProps) {
  const t = useWords(conditionWords);
  return (
    <Segmented
      size="small"
      aria-label={t('combinator')}
      value={value ?? 'and'}
      onChange={handleOnChange}
      options={[
        { value: 'and', label: t('all_of') },
        { value: 'or', label: t('any_of') },
      ]}
    />
  );
}

function Not({ checked, handleOnChange }: NotToggleProps) {
  const t = useWords(conditionWords);
  return (
    <Checkbox checked={checked === true} onChange={(event) => handleOnChange(event.target.checked)}>
      {t('not')}
    </Checkbox>
  );
}

function adding(key: 'add_condition' | 'add_group') {
  return function Add({ handleOnClick }: ActionProps) {
    const t = useWords(conditionWords);
    return (
      <Button size="small" icon={<PlusOutlined />} onClick={(event) => handleOnClick(event)}>
        {t(key)}
      </Button>
    );
  };
}

function Remove({ handleOnClick }: ActionProps) {
  const t = useWords(conditionWords);
  return (
    <Button
      type="text"
      size="small"
      icon={<CloseOutlined />}
      aria-label={t('remove')}
      onClick={(event) => handleOnClick(event)}
    />
  );
}

const controls = {
  fieldSelector: FieldPicker,
  operatorSelector: OperatorPicker,
  valueEditor: ValuePicker,
  combinatorSelector: Combinator,
  notToggle: Not,
  addRuleAction: adding('add_condition'),
  addGroupAction: adding('add_group'),
  removeRuleAction: Remove,
  removeGroupAction: Remove,
};
