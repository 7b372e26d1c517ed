import { check, type Type } from '@fieldwork/expression';
import type { ExpressionJson, Field } from '@fieldwork/metadata';
import { type ReactNode, useId, useState } from 'react';
import { useMembers } from '../../api/people.js';
import { type FilterKind, filterKindOf } from '../../runtime/filters/filter-fields.js';
import { pickedOf } from '../../widgets/picked.js';
import { widgetOf } from '../../widgets/registry.js';
import { useWords } from '../../words/words.js';
import parts from '../parts/parts.module.css';
import { Setting } from '../parts/setting.js';
import { conditionWords } from './condition-words.js';
import { FormulaField, type Ground } from './expression-field.js';
import { isNode } from './operand.js';

// What a person can enter as it is. A record of another form is none: it is only there in this database.
const enteredKinds: readonly (FilterKind | null)[] = [
  'text',
  'number',
  'date',
  'datetime',
  'boolean',
  'choice',
  'choices',
  'member',
  'department',
];

interface ValueFieldProps {
  label: string;
  /** The field that gets the value. */
  field: Field;
  type: Type | undefined;
  ground: Ground;
  value: ExpressionJson;
  onChange: (value: ExpressionJson) => void;
}

/** A value for a field: entered as people enter it in the form, or worked out by a formula. */
export function ValueField({ label, field, type, ground, value, onChange }: ValueFieldProps) {
  const t = useWords(conditionWords);
  const canEnter = field.type !== 'rich_text' && enteredKinds.includes(filterKindOf(type));
  const [isFormula, setFormula] = useState(isNode(value));
  const isEntered = canEnter && !isFormula;
  const switchTo = (formula: boolean) => {
    setFormula(formula);
    if (!formula && isNode(value)) onChange(null);
  };
  const change = canEnter && (
    <button type="button" className={parts.quiet} onClick={() => switchTo(isEntered)}>
      {t(isEntered ? 'use_formula' : 'use_value')}
    </button>
  );
  if (isEntered)
    return <Entered {...{ label, field, type, ground, value, onChange }} beside={change || undefined} />;
  return (
    <FormulaField
      label={label}
      ground={ground}
      expected={type}
      value={value}
      beside={change || undefined}
      onChange={(next) => onChange(next ?? null)}
    />
  );
}

function Entered({
  label,
  field,
  type,
  ground,
  value,
  beside,
  onChange,
}: ValueFieldProps & { beside: ReactNode }) {
  const id = useId();
  const { Input, isGroup } = widgetOf(field);
  // What a document may carry of what was entered: a person is his id, and nothing entered is empty.
  const take = (next: unknown) => onChange((pickedOf(next)?.id ?? next ?? null) as ExpressionJson);
  const { scan: _none, placeholder: _own, ...plain } = field as Field & { scan?: unknown };
  const isMember = filterKindOf(type) === 'member';
  const { data: members = [] } = useMembers('', isMember);
  const person = isMember && typeof value === 'string' ? value : null;
  const shown =
    person === null ? value : { id: person, title: members.find(({ id }) => id === person)?.name ?? person };
  const isInvalid = check(value, ground.names.types, type).issues.length > 0;
  return (
    <Setting
      label={isGroup ? <span id={`${id}-label`}>{label}</span> : <label htmlFor={id}>{label}</label>}
      beside={beside}
    >
      <Input id={id} field={plain} value={shown} values={{}} isInvalid={isInvalid} onChange={take} />
    </Setting>
  );
}
