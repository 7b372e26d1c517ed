import { App as AntdApp, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import './spoken-moments.js';
import localizedFormat from 'dayjs/plugin/localizedFormat';
import { type ReactNode, useLayoutEffect, useMemo } from 'react';
import { useLocale } from '../words/words.js';
import { useIsPhone, useIsStill } from './media.js';
import { useThemeName } from './preferences.js';
import { applyPalette, themeOf } from './theme.js';

dayjs.extend(localizedFormat);

/**
 * antd's own container of a popover or dialog comes into the document only after its content was made. Without motion an
 * `autoFocus` in it would then come to nothing.
 */
const containerOfPopups = () => document.body;

/** Theme, language and messages for everything below. */
export function UiProvider({ children }: { children: ReactNode }) {
  const name = useThemeName();
  const locale = useLocale();
  const isPhone = useIsPhone();
  const isStill = useIsStill();
  const config = useMemo(() => themeOf(name, isPhone, isStill), [name, isPhone, isStill]);
  dayjs.locale(locale === 'zh-CN' ? 'zh-cn' : 'en');
  useLayoutEffect(() => applyPalette(name), [name]);
  return (
    <ConfigProvider
      theme={config}
      locale={locale === 'zh-CN' ? zhCN : enUS}
      button={{ autoInsertSpace: false }}
      wave={{ disabled: true }}
      getPopupContainer={containerOfPopups}
    >
      <AntdApp className="app-root" message={{ maxCount: 3 }}>
        {children}
      </AntdApp>
    </ConfigProvider>
  );
}
