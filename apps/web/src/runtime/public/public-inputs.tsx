import type { PublicQuestion } from '@fieldwork/api-contract';
import type { ComponentType, ReactNode } from 'react';
import { useWords } from '../../words/words.js';
import { FilesInput } from './files-input.js';
import styles from './public.module.css';
import { usePublicText } from './public-text.js';
import { publicWords } from './public-words.js';

export interface AnswerProps {
  id: string;
  question: PublicQuestion;
  value: unknown;
  onChange: (value: unknown) => void;
  isInvalid: boolean;
  describedBy: string | undefined;
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

function aria({ id, question, isInvalid, describedBy }: AnswerProps) {
  return {
    id,
    'aria-invalid': isInvalid || undefined,
    'aria-required': question.required || undefined,
    'aria-describedby': describedBy,
  };
}

/** One line, with the keyboard that fits. */
function line(type: string, inputMode?: 'decimal' | 'tel' | 'email' | 'url', autoComplete?: string) {
  return function Line(props: AnswerProps) {
    return (
      <input
        {...aria(props)}
        className={styles.input}
        type={type}
        {...(inputMode ? { inputMode } : {})}
        {...(autoComplete ? { autoComplete } : {})}
        value={textOf(props.value)}
        onChange={(event) => props.onChange(event.target.value || null)}
      />
    );
  };
}

function Paragraph(props: AnswerProps) {
  return (
    <textarea
      {...aria(props)}
      className={styles.input}
      rows={5}
      value={textOf(props.value)}
      onChange={(event) => props.onChange(event.target.value || null)}
    />
  );
}

/** Local time as the visitor reads it; sent with his zone. */
function Moment(props: AnswerProps) {
  const at = typeof props.value === 'string' ? new Date(props.value) : null;
  const local = at ? new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16) : '';
  return (
    <input
      {...aria(props)}
      className={styles.input}
      type="datetime-local"
      value={local}
      onChange={(event) =>
        props.onChange(event.target.value ? new Date(event.target.value).toISOString() : null)
      }
    />
  );
}

function Group({
  props,
  isRow = false,
  children,
}: {
  props: AnswerProps;
  isRow?: boolean;
  children: ReactNode;
}) {
  return (
    <fieldset
      id={props.id}
      aria-labelledby={`${props.id}-label`}
      aria-describedby={props.describedBy}
      className={`${styles.options} ${isRow ? styles.inRow : ''}`}
      tabIndex={-1}
    >
      {children}
    </fieldset>
  );
}

function Option(props: {
  type: 'radio' | 'checkbox';
  name: string;
  isOn: boolean;
  onPick: () => void;
  children: ReactNode;
}) {
  return (
    <label className={styles.option} data-on={props.isOn || undefined}>
      <input type={props.type} name={props.name} checked={props.isOn} onChange={props.onPick} />
      <span>{props.children}</span>
    </label>
  );
}

function One(props: AnswerProps) {
  const text = usePublicText();
  return (
    <Group props={props}>
      {(props.question.options ?? []).map(({ id, label }) => (
        <Option
          key={id}
          type="radio"
          name={props.id}
          isOn={props.value === id}
          onPick={() => props.onChange(id)}
        >
          {text(label)}
        </Option>
      ))}
    </Group>
  );
}

function Many(props: AnswerProps) {
  const text = usePublicText();
  const chosen = Array.isArray(props.value) ? (props.value as string[]) : [];
  return (
    <Group props={props}>
      {(props.question.options ?? []).map(({ id, label }) => (
        <Option
          key={id}
          type="checkbox"
          name={props.id}
          isOn={chosen.includes(id)}
          onPick={() =>
            props.onChange(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id])
          }
        >
          {text(label)}
        </Option>
      ))}
    </Group>
  );
}

function YesNo(props: AnswerProps) {
  const t = useWords(publicWords);
  return (
    <Group props={props}>
      {[true, false].map((value) => (
        <Option
          key={String(value)}
          type="radio"
          name={props.id}
          isOn={props.value === value}
          onPick={() => props.onChange(value)}
        >
          {t(value ? 'yes' : 'no')}
        </Option>
      ))}
    </Group>
  );
}

/** A whole number, tapped. */
function Steps(props: AnswerProps) {
  const { least, most } = props.question.range ?? { least: 1, most: 5 };
  return (
    <Group props={props} isRow>
      {Array.from({ length: most - least + 1 }, (_, at) => String(least + at)).map((value) => (
        <Option
          key={value}
          type="radio"
          name={props.id}
          isOn={props.value === value}
          onPick={() => props.onChange(value)}
        >
          {value}
        </Option>
      ))}
    </Group>
  );
}

const addressParts = ['province', 'city', 'district', 'detail'] as const;

function Address(props: AnswerProps) {
  const t = useWords(publicWords);
  const value = (props.value ?? {}) as Record<string, string | null>;
  return (
    <Group props={props}>
      {addressParts.map((part) => (
        <input
          key={part}
          className={styles.input}
          aria-label={t(part)}
          placeholder={t(part)}
          value={value[part] ?? ''}
          onChange={(event) => props.onChange({ ...value, [part]: event.target.value || null })}
        />
      ))}
    </Group>
  );
}

const oneLine = line('text');

/** How each type of field is asked of a visitor; types that are not here are never asked. */
const inputs: Record<string, ComponentType<AnswerProps>> = {
  text: oneLine,
  long_text: Paragraph,
  number: line('text', 'decimal'),
  money: line('text', 'decimal'),
  date: line('date'),
  datetime: Moment,
  time: line('time'),
  yes_no: YesNo,
  choice: One,
  choices: Many,
  phone: line('tel', 'tel', 'tel'),
  email: line('email', 'email', 'email'),
  url: line('url', 'url'),
  address: Address,
  attachment: FilesInput,
  photo: FilesInput,
};

export function inputOf(question: PublicQuestion): ComponentType<AnswerProps> {
  return question.range ? Steps : (inputs[question.type] ?? oneLine);
}
