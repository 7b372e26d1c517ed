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
import type { FilterField } from '../../runtime/filters/filter-fields.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { type BuilderOperator, builderOperators } from './builder-operators.js';
import { conditionWords } from './condition-words.js';
import styles from './conditions.module.css';
import type { Names } from './field-names.js';
import type { KnownField } from './known-fields.js';
import { OperandEditor } from './operand-editor.js';
import { pathsOf } from './query-logic.js';
import { useBuilderWord } from './use-builder-word.js';

interface Surroundings {
  known: KnownField;
  names: Names;
}
const around = (context: unknown) => context as Surroundings;

/** Conditions put together by choosing: field, comparison, value; groups within groups. */
export function ConditionBuilder({
  fields,
  known,
  names,
  query,
  onChange,
}: {
  fields: readonly FilterField[];
  known: KnownField;
  names: Names;
  query: RuleGroupType;
  onChange: (query: RuleGroupType) => void;
}) {
  const text = useText();
  const context = useMemo((): Surroundings => ({ known, names }), [known, names]);
  // Functions of fields, once written, stand among the fields.
  const computed = pathsOf(query)
    .filter((path) => !fields.some((field) => field.path === path))
    .flatMap((path) => known(path) ?? []);
  const options = [...fields, ...computed].map((field) => ({ name: field.path, label: text(field.label) }));
  return (
    <div className={styles.builder}>
      <QueryBuilder
        fields={options}
        query={query}
        onQueryChange={onChange as (query: RuleGroupType) => void}
        context={context}
        getOperators={(path) => {
          const kind = known(path)?.kind;
          return (kind ? builderOperators(kind) : []).map((name) => ({ name, label: name }));
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
  const word = useBuilderWord();
  const about = around(context).known(field);
  return (
    <Select
      aria-label={t('operator')}
      className={styles.operator ?? ''}
      value={value ?? null}
      onChange={handleOnChange}
      options={(options as { name: BuilderOperator }[]).map(({ name }) => ({
        value: name,
        label: about ? word(name, about) : name,
      }))}
    />
  );
}

function ValuePicker({ field, operator, value, handleOnChange, context }: ValueEditorProps) {
  const { known, names } = around(context);
  const about = known(field);
  if (!about) return null;
  return (
    <div className={styles.value}>
      <OperandEditor
        field={about}
        operator={operator as BuilderOperator}
        value={value}
        names={names}
        onChange={handleOnChange}
      />
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
