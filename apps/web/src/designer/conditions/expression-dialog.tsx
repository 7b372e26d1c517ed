import type { Type } from '@fieldwork/expression';
import type { ExpressionJson } from '@fieldwork/metadata';
import { Alert, Input, Modal, Segmented } from 'antd';
import { useState } from 'react';
import type { RuleGroupType } from 'react-querybuilder';
import type { FilterField } from '../../runtime/filters/filter-fields.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { ConditionBuilder } from './condition-builder.js';
import { conditionWords } from './condition-words.js';
import styles from './conditions.module.css';
import type { Names } from './field-names.js';
import { FormulaEditor, isInOrder } from './formula-editor.js';
import { parseQuery, queryLogic } from './query-logic.js';
import { useKnownFields } from './use-known-fields.js';

type Mode = 'visual' | 'formula' | 'json';
const none: readonly FilterField[] = [];

export interface ExpressionDialogProps {
  title: string;
  names: Names;
  expected: Type | undefined;
  value: ExpressionJson | undefined;
  /** Given for conditions: then they can be put together by choosing. */
  fields?: readonly FilterField[] | undefined;
  sample?: Readonly<Record<string, unknown>> | undefined;
  /** The field that the formula is for. */
  own?: string | undefined;
  onDone: (value: ExpressionJson | undefined) => void;
  onClose: () => void;
}

/** Edits an expression: by choosing, as a formula, or as JSON; kept only when it is in order. */
export function ExpressionDialog(props: ExpressionDialogProps) {
  const { title, names, expected, fields, onDone, onClose } = props;
  const t = useWords(conditionWords);
  const v = useWords(verbs);
  const known = useKnownFields(fields ?? none, names);
  const kindOf = (path: string) => known(path)?.kind;
  const [value, setValue] = useState(props.value);
  const [isValid, setValid] = useState(true);
  const [query, setQuery] = useState<RuleGroupType | null>(() =>
    fields ? parseQuery(props.value, kindOf) : null,
  );
  const [mode, setMode] = useState<Mode>(() => (query ? 'visual' : 'formula'));
  const switchTo = (next: Mode) => {
    if (next === 'visual') setQuery(parseQuery(value, kindOf));
    setValid(isInOrder(value, names, expected));
    setMode(next);
  };
  const take = (next: ExpressionJson | undefined, isFine: boolean) => {
    setValue(next);
    setValid(isFine);
  };
  const modes: Mode[] = fields ? ['visual', 'formula', 'json'] : ['formula', 'json'];
  return (
    <Modal
      open
      title={title}
      width={760}
      onCancel={onClose}
      onOk={() => onDone(value)}
      okText={v('confirm')}
      okButtonProps={{ disabled: !isValid }}
      destroyOnHidden
    >
      <div className={styles.editor}>
        <Segmented
          value={mode}
          onChange={switchTo}
          style={{ justifySelf: 'start' }}
          options={modes.map((one) => ({ value: one, label: t(one) }))}
        />
        {mode === 'visual' &&
          (query ? (
            <ConditionBuilder
              fields={fields ?? none}
              known={known}
              names={names}
              query={query}
              onChange={(next) => {
                setQuery(next);
                const logic = queryLogic(next, kindOf);
                take(logic, isInOrder(logic, names, expected));
              }}
            />
          ) : (
            <Alert type="info" title={t('too_much')} />
          ))}
        {mode === 'formula' && (
          <FormulaEditor
            names={names}
            expected={expected}
            value={value}
            onChange={take}
            own={props.own}
            sample={props.sample}
          />
        )}
        {mode === 'json' && <JsonEditor names={names} expected={expected} value={value} onChange={take} />}
      </div>
    </Modal>
  );
}

function JsonEditor({
  names,
  expected,
  value,
  onChange,
}: Pick<ExpressionDialogProps, 'names' | 'expected' | 'value'> & {
  onChange: (value: ExpressionJson | undefined, isValid: boolean) => void;
}) {
  const t = useWords(conditionWords);
  const [text, setText] = useState(() => (value === undefined ? '' : JSON.stringify(value, null, 2)));
  const [isJson, setJson] = useState(true);
  const take = (next: string) => {
    setText(next);
    try {
      const read = next.trim() === '' ? undefined : (JSON.parse(next) as ExpressionJson);
      setJson(true);
      onChange(read, isInOrder(read, names, expected));
    } catch {
      setJson(false);
      onChange(value, false);
    }
  };
  const isFine = isJson && isInOrder(value, names, expected);
  return (
    <div className={styles.editor}>
      <Input.TextArea
        aria-label={t('json')}
        rows={12}
        value={text}
        spellCheck={false}
        className={styles.code ?? ''}
        status={isFine ? '' : 'error'}
        onChange={(event) => take(event.target.value)}
      />
      {!isJson && <span className={styles.mistake}>{t('not_json')}</span>}
    </div>
  );
}
