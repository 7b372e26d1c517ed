import type { Type } from '@fieldwork/expression';
import { InputNumber, Select } from 'antd';
import type { Condition } from '../../runtime/filters/conditions.js';
import { type FilterField, filterKindOf } from '../../runtime/filters/filter-fields.js';
import { ValueEditor } from '../../runtime/filters/value-editor.js';
import { useLocale, useWords } from '../../words/words.js';
import { type BuilderOperator, chosenKinds, moreOperators, signOf } from './builder-operators.js';
import { conditionWords } from './condition-words.js';
import styles from './conditions.module.css';
import { sayOperand } from './expression-words.js';
import type { Names } from './field-names.js';
import { isOperand, momentUnits, type Operand } from './operand.js';

interface OperandProps {
  field: FilterField;
  operator: BuilderOperator;
  value: unknown;
  names: Names;
  onChange: (value: unknown) => void;
}

type Source = 'value' | Operand['by'];

/** What a field is compared with: a value, another field, or a day counted from now. */
export function OperandEditor(props: OperandProps) {
  const { field, operator, value, onChange } = props;
  const t = useWords(conditionWords);
  const sources = sourcesOf(field, operator, value);
  const given: Source = isOperand(value) ? value.by : 'value';
  const source = sources.includes(given) ? given : sources[0];
  if (!source) return <Plain {...props} />;
  return (
    <div className={styles.operand}>
      {sources.length > 1 && (
        <Select
          aria-label={t('compared_with')}
          value={source}
          popupMatchSelectWidth={false}
          onChange={(next) => onChange(begin(next, field))}
          options={sources.map((one) => ({ value: one, label: t(`by_${one}`) }))}
        />
      )}
      {source === 'value' && <Plain {...props} />}
      {source === 'field' && <FieldOperand {...props} />}
      {source === 'moment' && <MomentOperand {...props} />}
      {source === 'formula' && <Formula {...props} />}
    </div>
  );
}

/** Where the other side can come from; empty: only a value is possible. */
function sourcesOf({ kind }: FilterField, operator: BuilderOperator, value: unknown): Source[] {
  if (signOf[operator] === undefined || kind === 'boolean') return isOperand(value) ? [value.by] : [];
  const isSingle = (moreOperators as readonly string[]).includes(operator) && chosenKinds.includes(kind);
  const isDate = kind === 'date' || kind === 'datetime';
  return [
    ...(isSingle ? [] : (['value'] as const)),
    'field',
    ...(isDate ? (['moment'] as const) : []),
    // A formula is kept and shown; a new one is written on the page of formulas.
    ...(isOperand(value) && value.by === 'formula' ? (['formula'] as const) : []),
  ];
}

function begin(source: Source, { kind }: FilterField): unknown {
  if (source === 'field') return { by: 'field', path: '' } satisfies Operand;
  if (source === 'moment')
    return {
      by: 'moment',
      base: kind === 'date' ? 'today' : 'now',
      amount: 0,
      unit: 'day',
    } satisfies Operand;
  return null;
}

function Plain({ field, operator, value, onChange }: OperandProps) {
  // More and less, equal and different are asked for like the nearest comparison of the filter line.
  const near: Record<string, string> = { more: 'at_least', less: 'at_most', same: 'is', other: 'is' };
  const condition = {
    path: field.path,
    operator: near[operator] ?? operator,
    value: isOperand(value) ? null : value,
  } as Condition;
  return <ValueEditor field={field} condition={condition} onChange={onChange} />;
}

function FieldOperand({ field, value, names, onChange }: OperandProps) {
  const t = useWords(conditionWords);
  const path = isOperand(value) && value.by === 'field' ? value.path : '';
  const isSame = (type: Type) => {
    if (type.kind === 'reference' && field.kind === 'reference') return type.form === field.form;
    const kind = filterKindOf(type);
    return kind === field.kind || (isMoment(kind) && isMoment(field.kind));
  };
  const options = Object.entries(names.types).flatMap(([one, type]) =>
    one !== field.path && isSame(type) ? [{ value: one, label: names.words.get(one) ?? one }] : [],
  );
  return (
    <Select
      aria-label={t('other_field')}
      placeholder={t('other_field')}
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={false}
      value={path || null}
      options={options}
      onChange={(next) => onChange({ by: 'field', path: next } satisfies Operand)}
    />
  );
}

const isMoment = (kind: string | null) => kind === 'date' || kind === 'datetime';

function MomentOperand({ value, onChange }: OperandProps) {
  const t = useWords(conditionWords);
  if (!isOperand(value) || value.by !== 'moment') return null;
  const write = (part: Partial<typeof value>) => onChange({ ...value, ...part });
  return (
    <>
      <span className="muted">{t(value.base)}</span>
      <Select
        aria-label={t('direction')}
        value={value.amount < 0 ? -1 : 1}
        onChange={(sign) => write({ amount: Math.abs(value.amount) * sign })}
        options={[
          { value: 1, label: t('after') },
          { value: -1, label: t('before') },
        ]}
      />
      <InputNumber
        aria-label={t('amount')}
        min={0}
        max={10_000}
        precision={0}
        value={Math.abs(value.amount)}
        onChange={(amount) => write({ amount: (amount ?? 0) * (value.amount < 0 ? -1 : 1) })}
      />
      <Select
        aria-label={t('unit')}
        value={value.unit}
        onChange={(unit) => write({ unit })}
        options={momentUnits
          .filter((unit) => value.base === 'now' || (unit !== 'minute' && unit !== 'hour'))
          .map((unit) => ({ value: unit, label: t(`unit_${unit}`) }))}
      />
    </>
  );
}

function Formula({ value, names }: OperandProps) {
  const t = useWords(conditionWords);
  const locale = useLocale();
  return (
    <span className={styles.formulaText}>{isOperand(value) && sayOperand(value, names, locale, t)}</span>
  );
}
