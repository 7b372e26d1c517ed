import { NumberOutlined } from '@ant-design/icons';
import { Input, type InputRef } from 'antd';
import { useLayoutEffect, useRef, useState } from 'react';
import { useText } from '../words/texts.js';
import { groupDigits, typedDecimal } from './decimal-text.js';
import { ariaOf, type DisplayProps, type InputProps, statusOf, textOf, type Widget } from './widget.js';

/** A decimal stays text from key to database; it is grouped while nobody types. */
export function DecimalInput(props: InputProps & { prefix?: string; suffix?: string | undefined }) {
  const text = useText();
  const [isTyping, setTyping] = useState(false);
  const input = useRef<InputRef>(null);
  const isAllSelected = useRef(false);
  // The text without its commas is another one to the browser: what was selected by the keyboard stays selected.
  useLayoutEffect(() => {
    if (isTyping && isAllSelected.current) input.current?.select();
  }, [isTyping]);
  const value = textOf(props.value);
  return (
    <Input
      ref={input}
      {...ariaOf(props)}
      status={statusOf(props) ?? ''}
      className="figures"
      inputMode="decimal"
      autoComplete="off"
      prefix={props.prefix}
      suffix={props.suffix}
      value={isTyping ? value : groupDigits(value)}
      disabled={props.isReadOnly ?? false}
      placeholder={text(props.field.placeholder)}
      maxLength={60}
      onFocus={({ target }) => {
        isAllSelected.current = target.selectionStart === 0 && target.selectionEnd === target.value.length;
        setTyping(true);
      }}
      onChange={(event) => props.onChange(typedDecimal(event.target.value))}
      onBlur={() => {
        setTyping(false);
        props.onBlur?.();
      }}
    />
  );
}

function NumberDisplay({ field, value }: DisplayProps) {
  return (
    <span className="figures">
      {groupDigits(textOf(value))}
      {field.unit ? ` ${field.unit}` : ''}
    </span>
  );
}

export const number: Widget = {
  Input: (props) => <DecimalInput {...props} suffix={props.field.unit} />,
  Display: NumberDisplay,
  icon: <NumberOutlined />,
  columnWidth: 110,
  isNumeric: true,
};
