import { PayCircleOutlined } from '@ant-design/icons';
import { groupDigits, padFraction } from './decimal-text.js';
import { DecimalInput } from './number.js';
import { type DisplayProps, textOf, type Widget } from './widget.js';

const symbols: Record<string, string> = {
  CNY: '¥',
  USD: '$',
  EUR: '€',
  JPY: '¥',
  GBP: '£',
  HKD: 'HK$',
  TWD: 'NT$',
};

function symbolOf(currency = 'CNY'): string {
  return symbols[currency] ?? currency;
}

function MoneyDisplay({ field, value }: DisplayProps) {
  const amount = padFraction(textOf(value), field.scale ?? 2);
  return (
    <span className="figures">
      {symbolOf(field.currency)} {groupDigits(amount)}
    </span>
  );
}

export const money: Widget = {
  Input: (props) => <DecimalInput {...props} prefix={symbolOf(props.field.currency)} />,
  Display: MoneyDisplay,
  icon: <PayCircleOutlined />,
  columnWidth: 120,
  isNumeric: true,
};
