import { Form, Input } from 'antd';
import { useWords } from '../../words/words.js';
import styles from './entry.module.css';
import { entryWords } from './entry-words.js';
import { passwordStrength } from './password-strength.js';
import { signInWords } from './sign-in-words.js';

const levels = [1, 2, 3, 4] as const;

/** A new password with what it is worth. */
export function PasswordField(props: {
  value: string;
  onChange: (value: string) => void;
  label?: string;
  autoFocus?: boolean;
}) {
  const t = useWords(entryWords);
  const s = useWords(signInWords);
  const strength = passwordStrength(props.value);
  return (
    <Form.Item label={props.label ?? s('password')} htmlFor="new-password">
      <Input.Password
        id="new-password"
        autoComplete="new-password"
        autoFocus={props.autoFocus ?? false}
        value={props.value}
        aria-describedby="password-rule"
        onChange={(event) => props.onChange(event.target.value)}
      />
      <div id="password-rule" className={styles.meter} aria-live="polite">
        {levels.map((level) => (
          <i key={level} data-on={strength >= level} />
        ))}
        <span>{props.value === '' ? t('password_rule') : t(`strength_${strength}`)}</span>
      </div>
    </Form.Item>
  );
}
