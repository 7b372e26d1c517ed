import { BarcodeOutlined, FunctionOutlined } from '@ant-design/icons';
import type { Field } from '@fieldwork/metadata';
import { Input } from 'antd';
import { exactMoment } from '../ui/moment.js';
import { verbs } from '../words/verbs.js';
import { useWords } from '../words/words.js';
import { groupDigits, padFraction } from './decimal-text.js';
import { ariaOf, type DisplayProps, type InputProps, textOf, type Widget } from './widget.js';
import { widgetWords } from './widget-words.js';

function AutoNumberInput(props: InputProps) {
  const t = useWords(widgetWords);
  return (
    <Input {...ariaOf(props)} readOnly disabled value={textOf(props.value)} placeholder={t('generated')} />
  );
}

export const autoNumber: Widget = {
  Input: AutoNumberInput,
  Display: ({ value }) => <span className="figures">{textOf(value)}</span>,
  icon: <BarcodeOutlined />,
  columnWidth: 170,
  isElastic: true,
};

function useResultText(): (field: Field, value: unknown) => string {
  const t = useWords(verbs);
  return (field, value) => {
    if (value === null || value === undefined) return '';
    if (field.result === 'number') return groupDigits(padFraction(textOf(value), field.scale ?? 0));
    if (field.result === 'boolean') return value === true ? t('yes') : t('no');
    if (field.result === 'datetime') return exactMoment(textOf(value));
    return textOf(value);
  };
}

function FormulaInput(props: InputProps) {
  const t = useWords(widgetWords);
  const result = useResultText();
  return (
    <Input
      {...ariaOf(props)}
      className="figures"
      readOnly
      disabled
      value={result(props.field, props.value)}
      placeholder={t('computed')}
    />
  );
}

function FormulaDisplay({ field, value }: DisplayProps) {
  return <span className="figures">{useResultText()(field, value)}</span>;
}

export const formula: Widget = {
  Input: FormulaInput,
  Display: FormulaDisplay,
  icon: <FunctionOutlined />,
  columnWidth: 120,
};
