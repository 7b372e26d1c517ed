import type { Text } from '@fieldwork/metadata';
import { Select } from 'antd';
import { useText } from '../../words/texts.js';
import { useAppDocuments } from '../document/use-problems.js';
import { Setting } from '../parts/setting.js';

interface ChannelSelectProps {
  label: string;
  value: string | undefined;
  fits: (channel: { type: string; form: string; about?: { form: string } | undefined }) => boolean;
  onChange: (channel: string | undefined) => void;
}

/** One of the app's channels of a kind, or none. */
export function ChannelSelect({ label, value, fits, onChange }: ChannelSelectProps) {
  const text = useText();
  const channels = [...(useAppDocuments()?.channels.values() ?? [])].filter(fits);
  return (
    <Setting label={label}>
      <Select
        allowClear
        aria-label={label}
        value={value ?? null}
        onChange={(channel) => onChange(channel ?? undefined)}
        options={channels.map((one: { id: string; label: Text }) => ({
          value: one.id,
          label: text(one.label),
        }))}
      />
    </Setting>
  );
}
