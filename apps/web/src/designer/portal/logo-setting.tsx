import { App, Button, Space, Upload } from 'antd';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { Setting } from '../parts/setting.js';
import { portalDesignWords } from './portal-design-words.js';

const mostBytes = 40_000;
const types = ['image/png', 'image/jpeg', 'image/webp'];

interface LogoSettingProps {
  value: string | undefined;
  onChange: (logo: string | undefined) => void;
}

/** A small picture that is kept within the document. */
export function LogoSetting({ value, onChange }: LogoSettingProps) {
  const t = useWords(portalDesignWords);
  const v = useWords(verbs);
  const { message } = App.useApp();
  const take = (file: File) => {
    if (!types.includes(file.type) || file.size > mostBytes) void message.error(t('logo_bad'));
    else {
      const reader = new FileReader();
      reader.onload = () => onChange(String(reader.result));
      reader.readAsDataURL(file);
    }
    return false;
  };
  return (
    <Setting label={t('logo')} hint={t('logo_hint')}>
      <Space>
        {value && <img src={value} alt={t('logo')} height={32} />}
        <Upload accept={types.join(',')} showUploadList={false} beforeUpload={take}>
          <Button>{t('logo_choose')}</Button>
        </Upload>
        {value && (
          <Button type="text" onClick={() => onChange(undefined)}>
            {v('remove')}
          </Button>
        )}
      </Space>
    </Setting>
  );
}
