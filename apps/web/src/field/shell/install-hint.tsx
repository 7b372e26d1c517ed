import { MobileOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useSyncExternalStore } from 'react';
import { isApple, isInsideWeChat } from '../../ui/device-name.js';
import { useWords } from '../../words/words.js';
import { fieldWords } from './field-words.js';
import { hasInstallOffer, install, isInstalled, onInstallOffer } from './install.js';
import styles from './install-hint.module.css';

/** How to put the page on the home screen, where that is possible and not done yet. */
export function InstallHint() {
  const t = useWords(fieldWords);
  const canInstall = useSyncExternalStore(onInstallOffer, hasInstallOffer);
  if (isInstalled() || isInsideWeChat() || !(canInstall || isApple())) return null;
  return (
    <aside className={styles.hint}>
      <MobileOutlined />
      <div>
        <strong>{t('install')}</strong>
        <p>{t(canInstall ? 'install_hint' : 'install_apple')}</p>
      </div>
      {canInstall && <Button onClick={() => void install()}>{t('install')}</Button>}
    </aside>
  );
}
