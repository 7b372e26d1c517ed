import { type Form, formTypes, type MatchingDistance } from '@fieldwork/metadata';
import { InputNumber, Select } from 'antd';
import { useAppScope } from '../../api/app-scope.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { withProperty } from '../form/type-settings.js';
import parts from '../parts/parts.module.css';
import { Setting } from '../parts/setting.js';
import { matchingDesignWords } from './matching-design-words.js';

/** Between which addresses the way is measured, and how quickly it is gone. */
export function DistanceSettings({
  demand,
  candidate,
  distance,
  onChange,
}: {
  demand: Form;
  candidate: Form;
  distance: MatchingDistance | undefined;
  onChange: (distance: MatchingDistance | undefined) => void;
}) {
  const t = useWords(matchingDesignWords);
  const from = useAddresses(candidate);
  const to = useAddresses(demand);
  const write = (next: { from: string[]; to: string[] }) =>
    onChange(next.from.length === 0 || next.to.length === 0 ? undefined : { ...distance, ...next });
  const choose = (
    label: string,
    value: string[],
    options: typeof from,
    onSelect: (paths: string[]) => void,
  ) => (
    <Setting label={label}>
      <Select mode="multiple" aria-label={label} value={value} options={options} onChange={onSelect} />
    </Setting>
  );
  const ends = {
    from: distance?.from ?? from.slice(0, 1).map(({ value }) => value),
    to: distance?.to ?? to.slice(0, 1).map(({ value }) => value),
  };
  return (
    <Setting label={<h2>{t('distance')}</h2>} hint={t('distance_hint')}>
      {choose(t('distance_from'), distance ? ends.from : [], from, (paths) =>
        write({ ...ends, from: paths }),
      )}
      {choose(t('distance_to'), distance ? ends.to : [], to, (paths) => write({ ...ends, to: paths }))}
      {distance && (
        <div className={parts.row}>
          <InputNumber
            prefix={t('factor')}
            aria-label={t('factor')}
            min={1}
            max={5}
            step={0.1}
            value={distance.factor ?? null}
            onChange={(factor) => onChange(withProperty(distance, 'factor', factor ?? undefined))}
          />
          <InputNumber
            prefix={t('speed')}
            aria-label={t('speed')}
            min={1}
            max={300}
            value={distance.speedKmh ?? null}
            onChange={(speed) => onChange(withProperty(distance, 'speedKmh', speed ?? undefined))}
          />
        </div>
      )}
    </Setting>
  );
}

/** Addresses of a form and of what it refers to, one step away. */
function useAddresses(form: Form): { value: string; label: string }[] {
  const text = useText();
  const { forms } = useAppScope();
  const paths = Object.keys(formTypes(form, forms)).filter((path) => path.endsWith('.province'));
  return paths.map((path) => {
    const [head = '', inner] = path.slice(0, -'.province'.length).split('.');
    const field = form.fields.find(({ id }) => id === head);
    const target = inner === undefined ? undefined : forms.get(field?.form ?? '');
    const own = target?.fields.find(({ id }) => id === inner);
    return {
      value: inner === undefined ? head : `${head}.${inner}`,
      label: own ? `${text(field?.label)} · ${text(own.label)}` : text(field?.label),
    };
  });
}
