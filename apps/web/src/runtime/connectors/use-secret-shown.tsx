import { App, Input } from 'antd';
import { useWords } from '../../words/words.js';
import { connectorWords } from './connector-words.js';

/** Shows a secret that was just made: this once. */
export function useSecretShown(): (secret: string) => void {
  const t = useWords(connectorWords);
  const { modal } = App.useApp();
  return (secret) =>
    void modal.info({
      title: t('secret_title'),
      content: (
        <>
          <p>{t('secret_once')}</p>
          <Input.TextArea readOnly autoSize value={secret} aria-label={t('secret_title')} />
        </>
      ),
    });
}
