import { AimOutlined, EnvironmentOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Cascader, Input } from 'antd';
import { useState } from 'react';
import { useWords } from '../words/words.js';
import { ariaOf, type DisplayProps, type InputProps, statusOf, type Widget } from './widget.js';
import { widgetWords } from './widget-words.js';
import styles from './widgets.module.css';

/** Name, official code, and what lies below. */
type Division = readonly [name: string, code: string, below?: readonly Division[]];
type Address = {
  province?: string;
  city?: string;
  district?: string;
  detail?: string;
  code?: string;
  longitude?: string;
  latitude?: string;
};
interface Node {
  label: string;
  value: string;
  code: string;
  children?: Node[];
}

const nodeOf = ([label, code, below]: Division): Node => ({
  label,
  value: label,
  code,
  ...(below ? { children: below.map(nodeOf) } : {}),
});

/** The divisions of China, loaded when an address is first entered. */
function useDivisions() {
  return useQuery({
    queryKey: ['divisions'],
    queryFn: async () => {
      const response = await fetch('/divisions.json');
      return ((await response.json()) as Division[]).map(nodeOf);
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}

function addressOf(value: unknown): Address {
  return typeof value === 'object' && value !== null ? (value as Address) : {};
}

function AddressInput(props: InputProps) {
  const t = useWords(widgetWords);
  const { data: divisions, isPending } = useDivisions();
  const address = addressOf(props.value);
  const region = [address.province, address.city, address.district].filter((part) => part !== undefined);
  const set = (next: Address) => props.onChange(Object.values(next).some(Boolean) ? next : null);
  return (
    <div className={styles.address}>
      <Cascader
        {...ariaOf(props)}
        {...(statusOf(props) ? { status: 'error' as const } : {})}
        style={{ width: '100%' }}
        options={divisions ?? []}
        loading={isPending}
        value={region}
        changeOnSelect
        showSearch
        disabled={props.isReadOnly ?? false}
        placeholder={t('region')}
        aria-label={t('region')}
        onChange={(names, nodes) => {
          const [province, city, district] = (names ?? []) as string[];
          const code = (nodes?.at(-1) as Node | undefined)?.code;
          set({
            ...(address.detail ? { detail: address.detail } : {}),
            ...(province ? { province } : {}),
            ...(city ? { city } : {}),
            ...(district ? { district } : {}),
            ...(code ? { code } : {}),
          });
        }}
      />
      <Input
        aria-label={t('detail')}
        placeholder={t('detail')}
        value={address.detail ?? ''}
        maxLength={300}
        disabled={props.isReadOnly ?? false}
        onChange={(event) => {
          const { detail: _, ...rest } = address;
          set(event.target.value === '' ? rest : { ...rest, detail: event.target.value });
        }}
        onBlur={props.onBlur}
      />
      <Place address={address} isReadOnly={props.isReadOnly ?? false} onChange={set} />
    </div>
  );
}

/** Where it is, for distances and maps: written down, or taken from the device. */
function Place({
  address,
  isReadOnly,
  onChange,
}: {
  address: Address;
  isReadOnly: boolean;
  onChange: (address: Address) => void;
}) {
  const t = useWords(widgetWords);
  const { longitude = '', latitude = '', ...rest } = address;
  const [typed, setTyped] = useState<string | null>(null);
  const kept = latitude === '' ? '' : `${latitude}, ${longitude}`;
  const take = (text: string) => {
    setTyped(null);
    const [north, east] = text.split(/[,，\s]+/).map((part) => part.trim());
    if (text.trim() === '') onChange(rest);
    else if (isDegrees(north, 90) && isDegrees(east, 180))
      onChange({ ...rest, latitude: north as string, longitude: east as string });
  };
  return (
    <Input
      aria-label={t('coordinates')}
      placeholder={t('coordinates')}
      value={typed ?? kept}
      disabled={isReadOnly}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={(event) => take(event.target.value)}
      onPressEnter={(event) => take(event.currentTarget.value)}
      suffix={
        <Button
          type="text"
          size="small"
          icon={<AimOutlined />}
          title={t('here')}
          aria-label={t('here')}
          disabled={isReadOnly || !('geolocation' in navigator)}
          onClick={() =>
            navigator.geolocation.getCurrentPosition(({ coords }) =>
              take(`${coords.latitude.toFixed(6)}, ${coords.longitude.toFixed(6)}`),
            )
          }
        />
      }
    />
  );
}

function isDegrees(text: string | undefined, most: number): boolean {
  return text !== undefined && text !== '' && Math.abs(Number(text)) <= most;
}

function AddressDisplay({ value }: DisplayProps) {
  const { province, city, district, detail } = addressOf(value);
  // Municipalities carry their own name twice.
  const parts = [province, city === province ? undefined : city, district, detail];
  return <>{parts.filter(Boolean).join(' ')}</>;
}

export const address: Widget = {
  Input: AddressInput,
  Display: AddressDisplay,
  icon: <EnvironmentOutlined />,
  columnWidth: 220,
  isElastic: true,
  isWide: true,
};
