import { UploadOutlined } from '@ant-design/icons';
import { Button, Form, Upload } from 'antd';
import { useState } from 'react';
import { useWords } from '../../words/words.js';
import { shellWords } from './shell-words.js';

/** A file that an app was exported to; null while there is none that can be read. */
export function PackageChoice({ onChange }: { onChange: (exported: unknown) => void }) {
  const t = useWords(shellWords);
  const [name, setName] = useState<string | null>(null);
  const [isWrong, setWrong] = useState(false);
  const take = async (file: File) => {
    const exported = await file.text().then(parsed);
    setName(file.name);
    setWrong(exported === null);
    onChange(exported);
  };
  return (
    <Form.Item
      label={t('package_file')}
      validateStatus={isWrong ? 'error' : undefined}
      help={isWrong ? t('package_wrong') : undefined}
      style={{ marginBottom: 0 }}
    >
      <Upload
        accept=".json,application/json"
        showUploadList={false}
        beforeUpload={(file) => {
          void take(file);
          return false;
        }}
      >
        <Button icon={<UploadOutlined />}>{name ?? t('package_choose')}</Button>
      </Upload>
    </Form.Item>
  );
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return (value as { format?: unknown } | null)?.format === 'fieldwork-app' ? value : null;
  } catch {
    return null;
  }
}
