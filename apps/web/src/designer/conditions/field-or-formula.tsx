import type { Type } from '@fieldwork/expression';
import type { ExpressionJson } from '@fieldwork/metadata';
import { Select } from 'antd';
import { useState } from 'react';
import { useWords } from '../../words/words.js';
import parts from '../parts/parts.module.css';
import { Setting } from '../parts/setting.js';
import { conditionWords } from './condition-words.js';
import { FormulaField, type Ground } from './expression-field.js';
import { isNode } from './operand.js';

interface FieldOrFormulaProps {
  label: string;
  ground: Ground;
  /** Which fields are offered. */
  isOffered: (type: Type) => boolean;
  value: ExpressionJson | undefined;
  onChange: (value: ExpressionJson | undefined) => void;
}

/** What is counted with: a field, chosen by its name, or a formula where that is not enough. */
export function FieldOrFormula({ label, ground, isOffered, value, onChange }: FieldOrFormulaProps) {
  const t = useWords(conditionWords);
  const path = isNode(value) && typeof value.var === 'string' ? value.var : undefined;
  const [isFormula, setFormula] = useState(value !== undefined && path === undefined);
  const beside = (
    <button type="button" className={parts.quiet} onClick={() => setFormula(!isFormula)}>
      {t(isFormula ? 'other_field' : 'use_formula')}
    </button>
  );
  if (isFormula)
    return (
      <FormulaField
        label={label}
        ground={ground}
        expected={undefined}
        value={value}
        beside={beside}
        onChange={onChange}
      />
    );
  return (
    <Setting label={label} beside={beside}>
      <Select
        aria-label={label}
        placeholder={t('other_field')}
        showSearch={{ optionFilterProp: 'label' }}
        value={path ?? null}
        onChange={(next: string) => onChange({ var: next })}
        options={Object.entries(ground.names.types).flatMap(([one, type]) =>
          isOffered(type) || one === path ? [{ value: one, label: ground.names.words.get(one) ?? one }] : [],
        )}
      />
    </Setting>
  );
}
