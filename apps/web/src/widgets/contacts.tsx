import { LinkOutlined, MailOutlined, PhoneOutlined } from '@ant-design/icons';
import { Input } from 'antd';
import { type ReactNode, useId } from 'react';
import { useText } from '../words/texts.js';
import { ariaOf, type InputProps, statusOf, textOf, type Widget } from './widget.js';

type Kind = { type: 'tel' | 'email' | 'url'; icon: ReactNode; href: (value: string) => string };

/** Phone, mail and link differ in the keyboard they bring and in where they lead. */
function contact({ type, icon, href }: Kind): Widget {
  function ContactInput(props: InputProps) {
    const text = useText();
    const fallback = useId();
    return (
      <Input
        {...ariaOf(props)}
        id={props.id || fallback}
        status={statusOf(props) ?? ''}
        inputMode={type}
        autoComplete="off"
        prefix={<span className="muted">{icon}</span>}
        value={textOf(props.value)}
        disabled={props.isReadOnly ?? false}
        placeholder={text(props.field.placeholder)}
        onChange={(event) =>
          props.onChange(event.target.value.trim() === '' ? null : event.target.value.trim())
        }
        onBlur={props.onBlur}
      />
    );
  }
  return {
    Input: ContactInput,
    Display: ({ value }) => (
      <a
        className="figures"
        href={href(textOf(value))}
        rel="noreferrer"
        {...(type === 'url' ? { target: '_blank' } : {})}
        onClick={(event) => event.stopPropagation()}
      >
        {textOf(value)}
      </a>
    ),
    icon,
    columnWidth: 140,
    isElastic: true,
  };
}

export const phone = contact({
  type: 'tel',
  icon: <PhoneOutlined />,
  href: (value) => `tel:${value.replace(/[^\d+]/g, '')}`,
});
export const email = contact({ type: 'email', icon: <MailOutlined />, href: (value) => `mailto:${value}` });
export const url = contact({
  type: 'url',
  icon: <LinkOutlined />,
  // Anything but a plain web address leads nowhere.
  href: (value) => (/^https?:\/\//i.test(value) ? value : '#'),
});
