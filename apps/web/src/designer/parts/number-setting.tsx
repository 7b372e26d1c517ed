import { InputNumber } from 'antd';
import { Setting } from './setting.js';

interface NumberSettingProps {
  label: string;
  min: number;
  max: number;
  value: number | undefined;
  /** What counts where nothing is set. */
  usual?: number;
  onChange: (value: number | undefined) => void;
}

/** A whole number to set. */
export function NumberSetting({ label, min, max, value, usual, onChange }: NumberSettingProps) {
  return (
    <Setting label={label}>
      <InputNumber
        aria-label={label}
        min={min}
        max={max}
        precision={0}
        {...(usual === undefined ? {} : { placeholder: String(usual) })}
        value={value ?? null}
        onChange={(next) => onChange(next ?? undefined)}
      />
    </Setting>
  );
}
