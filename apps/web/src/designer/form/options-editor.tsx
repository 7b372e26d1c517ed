import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { type Field, localize, type Option, optionColors } from '@fieldwork/metadata';
import { Button, Input, Select } from 'antd';
import { StateDot } from '../../ui/state-dot.js';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useLocale, useWords } from '../../words/words.js';
import { designerWords } from '../designer-words.js';
import { newId } from '../document/new-id.js';
import parts from '../parts/parts.module.css';
import { Setting } from '../parts/setting.js';
import styles from './form-designer.module.css';
import { formDesignWords } from './form-words.js';

/** The options of a choice, each with its colour; Enter in one begins the next. */
export function OptionsEditor({
  field,
  onChange,
}: {
  field: Field;
  onChange: (field: Field, key?: string) => void;
}) {
  const t = useWords(formDesignWords);
  const options = field.options ?? [];
  const write = (next: Option[], key?: string) => onChange({ ...field, options: next }, key);
  const add = (after: number) => {
    const id = newId(
      '',
      'option',
      options.map((one) => one.id),
    );
    write(options.toSpliced(after, 0, { id, label: t('option_n', { n: options.length + 1 }) }));
    setTimeout(() => document.querySelector<HTMLInputElement>(`[data-option="${id}"] input`)?.select(), 0);
  };
  return (
    <Setting label={t('options')}>
      <div className={parts.rows}>
        {options.map((option, index) => (
          <OptionRow
            key={option.id}
            option={option}
            isFirst={index === 0}
            isLast={index === options.length - 1}
            onChange={(next, key) => write(options.with(index, next), key)}
            onMove={(step) => write(options.toSpliced(index, 1).toSpliced(index + step, 0, option))}
            onRemove={() => write(options.toSpliced(index, 1))}
            onNext={() => add(index + 1)}
          />
        ))}
        <Button size="small" icon={<PlusOutlined />} onClick={() => add(options.length)}>
          {t('add_option')}
        </Button>
      </div>
    </Setting>
  );
}

interface RowProps {
  option: Option;
  isFirst: boolean;
  isLast: boolean;
  onChange: (option: Option, key?: string) => void;
  onMove: (step: -1 | 1) => void;
  onRemove: () => void;
  onNext: () => void;
}

function OptionRow({ option, isFirst, isLast, onChange, onMove, onRemove, onNext }: RowProps) {
  const t = useWords(formDesignWords);
  const d = useWords(designerWords);
  const v = useWords(verbs);
  const text = useText();
  const locale = useLocale();
  const name = text(option.label);
  // The other language's words stay as they are.
  const relabel = (words: string) =>
    onChange(
      { ...option, label: typeof option.label === 'string' ? words : { ...option.label, [locale]: words } },
      `option ${option.id}`,
    );
  return (
    <div className={styles.optionRow} data-option={option.id}>
      <Select
        size="small"
        variant="borderless"
        aria-label={`${t('colour')} ${name}`}
        value={option.color ?? 'grey'}
        popupMatchSelectWidth={false}
        suffixIcon={null}
        labelRender={({ value }) => <StateDot color={String(value)}>{''}</StateDot>}
        onChange={(color) => onChange({ ...option, color })}
        options={optionColors.map((value) => ({
          value,
          label: <StateDot color={value}>{t(`color_${value}`)}</StateDot>,
        }))}
      />
      <Input
        size="small"
        aria-label={t('option')}
        value={localize(option.label, locale)}
        onChange={({ target }) => relabel(target.value)}
        onPressEnter={onNext}
      />
      <Button
        type="text"
        size="small"
        icon={<ArrowUpOutlined />}
        disabled={isFirst}
        aria-label={`${d('move_up')} ${name}`}
        onClick={() => onMove(-1)}
      />
      <Button
        type="text"
        size="small"
        icon={<ArrowDownOutlined />}
        disabled={isLast}
        aria-label={`${d('move_down')} ${name}`}
        onClick={() => onMove(1)}
      />
      <Button
        type="text"
        size="small"
        icon={<DeleteOutlined />}
        aria-label={`${v('delete')} ${name}`}
        onClick={onRemove}
      />
    </div>
  );
}
