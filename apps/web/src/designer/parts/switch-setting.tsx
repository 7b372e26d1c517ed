import { Switch } from 'antd';
import { Setting } from './setting.js';

interface SwitchSettingProps {
  label: string;
  hint?: string;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}

/** Something that is so or not. */
export function SwitchSetting({ label, hint, isOn, onChange }: SwitchSettingProps) {
  return (
    <Setting label={label} hint={hint}>
      <Switch aria-label={label} style={{ justifySelf: 'start' }} checked={isOn} onChange={onChange} />
    </Setting>
  );
}
