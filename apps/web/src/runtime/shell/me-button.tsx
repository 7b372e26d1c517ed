import { Dropdown } from 'antd';
import { useNavigate } from 'react-router';
import { signOut, useSignedIn } from '../../api/session.js';
import { Avatar } from '../../ui/person.js';
import { setThemeChoice, useThemeChoice } from '../../ui/preferences.js';
import { useAction } from '../../ui/use-action.js';
import { setLocale, useLocale, useWords } from '../../words/words.js';
import styles from './shell.module.css';
import { shellWords } from './shell-words.js';

const themes = ['light', 'dark', 'system'] as const;

/** The user's own menu: settings, language, theme, leaving. */
export function MeButton() {
  const t = useWords(shellWords);
  const { user } = useSignedIn();
  const navigate = useNavigate();
  const locale = useLocale();
  const theme = useThemeChoice();
  const [leave] = useAction(signOut);
  const items = [
    { key: 'who', label: user.name, disabled: true },
    { type: 'divider' as const },
    { key: 'settings', label: t('settings'), onClick: () => navigate('/settings') },
    {
      key: 'language',
      label: locale === 'zh-CN' ? 'English' : '中文',
      onClick: () => setLocale(locale === 'zh-CN' ? 'en' : 'zh-CN'),
    },
    {
      key: 'theme',
      label: t('theme'),
      children: themes.map((choice) => ({
        key: choice,
        label: `${theme === choice ? '✓ ' : ''}${t(choice)}`,
        onClick: () => setThemeChoice(choice),
      })),
    },
    { type: 'divider' as const },
    { key: 'leave', label: t('sign_out'), onClick: () => void leave() },
  ];
  return (
    <Dropdown menu={{ items }} trigger={['click']} placement="topRight">
      <button type="button" className={styles.railItem} aria-label={user.name}>
        <Avatar name={user.name} size={24} />
        <span>{t('me')}</span>
      </button>
    </Dropdown>
  );
}
