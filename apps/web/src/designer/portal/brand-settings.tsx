import type { Brand } from '@fieldwork/metadata';
import { ColorPicker } from 'antd';
import { useWords } from '../../words/words.js';
import { withProperty } from '../form/type-settings.js';
import { Setting, TextSetting } from '../parts/setting.js';
import { LogoSetting } from './logo-setting.js';
import { portalDesignWords } from './portal-design-words.js';

/** Whose page it is. */
export function BrandSettings({ brand, onChange }: { brand: Brand; onChange: (brand: Brand) => void }) {
  const t = useWords(portalDesignWords);
  return (
    <>
      <TextSetting
        label={t('brand')}
        isRequired
        value={brand.name}
        onChange={(name) => onChange({ ...brand, name: name ?? '' })}
      />
      <Setting label={t('color')}>
        <ColorPicker
          style={{ justifySelf: 'start' }}
          allowClear
          disabledAlpha
          value={brand.color ?? null}
          onChangeComplete={(color) =>
            onChange(withProperty(brand, 'color', color.cleared ? undefined : color.toHexString()))
          }
        />
      </Setting>
      <LogoSetting value={brand.logo} onChange={(logo) => onChange(withProperty(brand, 'logo', logo))} />
    </>
  );
}
