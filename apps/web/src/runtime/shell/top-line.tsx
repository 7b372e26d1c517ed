import {
  MenuFoldOutlined,
  MenuUnfoldOutlined,
  MoonOutlined,
  SearchOutlined,
  SunOutlined,
  TranslationOutlined,
} from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { Fragment } from 'react';
import { Link, useMatch } from 'react-router';
import { useIsPhone } from '../../ui/media.js';
import { setThemeChoice, useMenuFolded, useThemeName } from '../../ui/preferences.js';
import { setLocale, useLocale, useWords } from '../../words/words.js';
import { useCurrentCrumbs } from './crumbs.js';
import { searchState } from './open-state.js';
import styles from './shell.module.css';
import { shellWords } from './shell-words.js';

/** Where one is, the search, language and theme. */
export function TopLine() {
  const t = useWords(shellWords);
  const isPhone = useIsPhone();
  const locale = useLocale();
  const theme = useThemeName();
  const other = locale === 'zh-CN' ? 'en' : 'zh-CN';
  return (
    <header className={styles.top}>
      {!isPhone && <FoldButton />}
      <Crumbs />
      {!isPhone && (
        <button type="button" className={styles.searchButton} onClick={() => searchState.set(true)}>
          <SearchOutlined />
          {t('search')}
          <kbd>{/mac/i.test(navigator.userAgent) ? '⌘ K' : 'Ctrl K'}</kbd>
        </button>
      )}
      <Tooltip title={other === 'en' ? 'English' : '中文'}>
        <Button
          type="text"
          icon={<TranslationOutlined />}
          aria-label={t('language')}
          onClick={() => setLocale(other)}
        />
      </Tooltip>
      <Tooltip title={theme === 'dark' ? t('light') : t('dark')}>
        <Button
          type="text"
          icon={theme === 'dark' ? <SunOutlined /> : <MoonOutlined />}
          aria-label={t('theme')}
          onClick={() => setThemeChoice(theme === 'dark' ? 'light' : 'dark')}
        />
      </Tooltip>
    </header>
  );
}

function FoldButton() {
  const t = useWords(shellWords);
  const [isFolded, setFolded] = useMenuFolded();
  const isDesigning = useMatch('/apps/:app/design/*') !== null;
  const isInApp = useMatch('/apps/:app/*') !== null && !isDesigning;
  if (!isInApp) return null;
  return (
    <Button
      type="text"
      icon={isFolded ? <MenuUnfoldOutlined /> : <MenuFoldOutlined />}
      aria-label={isFolded ? t('unfold') : t('fold')}
      aria-expanded={!isFolded}
      onClick={() => setFolded(!isFolded)}
    />
  );
}

function Crumbs() {
  const crumbs = useCurrentCrumbs();
  return (
    <nav className={styles.crumbs} data-long={crumbs.length > 2} aria-label="breadcrumb">
      {crumbs.map(({ label, to }, index) => (
        <Fragment key={`${to} ${label}`}>
          {index > 0 && <span> / </span>}
          {to && index < crumbs.length - 1 ? (
            <Link to={to}>{label}</Link>
          ) : (
            <span aria-current="page">{label}</span>
          )}
        </Fragment>
      ))}
    </nav>
  );
}
