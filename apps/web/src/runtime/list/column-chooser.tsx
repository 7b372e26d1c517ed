import { SettingOutlined } from '@ant-design/icons';
import { Button, Checkbox, Popover } from 'antd';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import styles from './list.module.css';
import type { ListColumn } from './list-column.js';
import { listWords } from './list-words.js';

interface ColumnChooserProps {
  all: readonly ListColumn[];
  chosen: readonly string[];
  onChange: (columns: string[] | null) => void;
}

export function ColumnChooser({ all, chosen, onChange }: ColumnChooserProps) {
  const t = useWords(listWords);
  const text = useText();
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      title={t('columns_title')}
      content={
        <>
          <div className={styles.choose}>
            {all.map(({ path, label }) => (
              <Checkbox
                key={path}
                checked={chosen.includes(path)}
                disabled={chosen.length === 1 && chosen[0] === path}
                onChange={({ target }) =>
                  onChange(target.checked ? [...chosen, path] : chosen.filter((one) => one !== path))
                }
              >
                {text(label)}
              </Checkbox>
            ))}
          </div>
          <Button type="link" size="small" onClick={() => onChange(null)}>
            {t('columns_reset')}
          </Button>
        </>
      }
    >
      <Button size="small" type="text" icon={<SettingOutlined />} aria-label={t('columns')} />
    </Popover>
  );
}
