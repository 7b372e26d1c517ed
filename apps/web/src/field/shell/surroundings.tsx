import { isInsideWeChat } from '../../ui/device-name.js';
import { useWords } from '../../words/words.js';
import { fieldWords } from './field-words.js';
import styles from './shell.module.css';

/** What does not work where the page is open, in plain words. */
export function Surroundings() {
  const t = useWords(fieldWords);
  const hint = isInsideWeChat() ? 'wechat_hint' : isSecureContext ? null : 'insecure';
  return hint ? <p className={styles.surroundings}>{t(hint)}</p> : null;
}
