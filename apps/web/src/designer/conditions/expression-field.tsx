import type { Type } from '@fieldwork/expression';
import type { ExpressionJson } from '@fieldwork/metadata';
import { Segmented } from 'antd';
import { type ReactNode, useState } from 'react';
import type { FilterField } from '../../runtime/filters/filter-fields.js';
import { useWords } from '../../words/words.js';
import { designerWords } from '../designer-words.js';
import { Setting } from '../parts/setting.js';
import { conditionWords } from './condition-words.js';
import styles from './conditions.module.css';
import { ExpressionDialog } from './expression-dialog.js';
import { printExpression } from './expression-print.js';
import type { Names } from './field-names.js';
import { isInOrder } from './formula-editor.js';
import { useConditionSentence } from './use-condition-sentence.js';

const yesOrNo: Type = { kind: 'boolean' };

/** What expressions are written over. */
export interface Ground {
  names: Names;
  fields: readonly FilterField[];
  sample?: Readonly<Record<string, unknown>> | undefined;
}

interface ConditionProps {
  label: string;
  ground: Ground;
  value: ExpressionJson | undefined;
  onChange: (value: ExpressionJson | undefined) => void;
}

/** A condition as a sentence that opens its editor. */
export function ConditionField({ label, ground, value, onChange }: ConditionProps) {
  const t = useWords(conditionWords);
  const say = useConditionSentence(ground.fields, ground.names);
  const [isOpen, setOpen] = useState(false);
  return (
    <Setting label={label}>
      <button
        type="button"
        aria-label={`${label}: ${say(value)}`}
        className={styles.summary}
        data-invalid={!isInOrder(value, ground.names, yesOrNo)}
        onClick={() => setOpen(true)}
      >
        {value === undefined ? t('edit') : say(value)}
      </button>
      {isOpen && (
        <ExpressionDialog
          title={label}
          names={ground.names}
          fields={ground.fields}
          sample={ground.sample}
          expected={yesOrNo}
          value={value}
          onClose={() => setOpen(false)}
          onDone={(next) => {
            setOpen(false);
            onChange(next);
          }}
        />
      )}
    </Setting>
  );
}

type Switch = 'always' | 'never' | 'when';

/** Something that holds always, never, or on a condition. `unset` is what no setting means. */
export function SwitchField({
  unset,
  value,
  onChange,
  ...rest
}: Omit<ConditionProps, 'value' | 'onChange'> & {
  unset: 'always' | 'never';
  value: ExpressionJson | boolean | undefined;
  onChange: (value: ExpressionJson | boolean | undefined) => void;
}) {
  const t = useWords(designerWords);
  const [isAsking, setAsking] = useState(false);
  const given = stateOf(value, unset);
  const state: Switch = isAsking ? 'when' : given;
  const choose = (next: Switch) => {
    setAsking(next === 'when');
    if (next !== 'when') onChange(next === unset ? undefined : next === 'always');
  };
  return (
    <>
      <Setting label={rest.label}>
        <Segmented
          block
          size="small"
          aria-label={rest.label}
          value={state}
          onChange={choose}
          options={(unset === 'always'
            ? (['always', 'when'] as const)
            : (['never', 'always', 'when'] as const)
          ).map((one) => ({ value: one as Switch, label: t(one) }))}
        />
      </Setting>
      {state === 'when' && (
        <ConditionField
          {...rest}
          label={`${rest.label} · ${t('when')}`}
          value={given === 'when' ? (value as ExpressionJson) : undefined}
          onChange={(next) => {
            setAsking(next === undefined);
            onChange(next);
          }}
        />
      )}
    </>
  );
}

function stateOf(value: ExpressionJson | boolean | undefined, unset: Switch): Switch {
  if (value === undefined || value === null) return unset;
  if (typeof value === 'boolean') return value ? 'always' : 'never';
  return 'when';
}

/** A formula as text that opens its editor. */
export function FormulaField({
  label,
  ground,
  expected,
  value,
  beside,
  own,
  unset,
  onChange,
}: ConditionProps & {
  expected: Type | undefined;
  beside?: ReactNode;
  own?: string;
  /** What counts as long as nothing is written here. */
  unset?: ExpressionJson | undefined;
}) {
  const t = useWords(conditionWords);
  const [isOpen, setOpen] = useState(false);
  const text = printExpression(value ?? unset, ground.names);
  return (
    <Setting label={label} beside={beside}>
      <button
        type="button"
        aria-label={`${label}: ${text || t('none')}`}
        className={styles.summary}
        data-invalid={!isInOrder(value, ground.names, expected)}
        onClick={() => setOpen(true)}
      >
        {text || t('edit_formula')}
      </button>
      {isOpen && (
        <ExpressionDialog
          title={label}
          names={ground.names}
          sample={ground.sample}
          own={own}
          expected={expected}
          value={value}
          onClose={() => setOpen(false)}
          onDone={(next) => {
            setOpen(false);
            onChange(next);
          }}
        />
      )}
    </Setting>
  );
}
