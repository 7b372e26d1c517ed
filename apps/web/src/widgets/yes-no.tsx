import { CheckCircleOutlined } from '@ant-design/icons';
import { Radio } from 'antd';
import { verbs } from '../words/verbs.js';
import { useWords } from '../words/words.js';
import type { DisplayProps, InputProps, Widget } from './widget.js';

/** Yes, no, or not said: a tick box could not tell the last two apart. */
function YesNoInput({ id, value, onChange, isReadOnly, describedBy }: InputProps) {
  const t = useWords(verbs);
  return (
    <Radio.Group
      id={id}
      aria-labelledby={`${id}-label`}
      aria-describedby={describedBy}
      value={value ?? undefined}
      disabled={isReadOnly ?? false}
      onChange={(event) => onChange(event.target.value)}
      options={[
        { value: true, label: t('yes') },
        { value: false, label: t('no') },
      ]}
    />
  );
}

function YesNoDisplay({ value }: DisplayProps) {
  const t = useWords(verbs);
  return <>{value === true ? t('yes') : t('no')}</>;
}

export const yesNo: Widget = {
  Input: YesNoInput,
  Display: YesNoDisplay,
  icon: <CheckCircleOutlined />,
  columnWidth: 80,
  isGroup: true,
};
