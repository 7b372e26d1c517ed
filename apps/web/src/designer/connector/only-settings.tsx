import type { Connector } from '@fieldwork/metadata';
import { Select } from 'antd';
import { useWords } from '../../words/words.js';
import { Setting } from '../parts/setting.js';
import { connectorDesignWords } from './connector-design-words.js';
import { PlaceInput } from './place-input.js';

/** Which kinds of items are taken, where one address gets all of them. */
export function OnlySettings({
  only,
  onChange,
}: {
  only: Connector['only'];
  onChange: (only: Connector['only']) => void;
}) {
  const t = useWords(connectorDesignWords);
  return (
    <>
      <PlaceInput
        label={t('only_from')}
        value={only?.from}
        isOptional
        onChange={(from) => onChange(from === undefined ? undefined : { from, is: only?.is ?? [] })}
      />
      {only && (
        <Setting label={t('only_is')}>
          <Select
            mode="tags"
            aria-label={t('only_is')}
            value={only.is}
            onChange={(is) => onChange({ ...only, is })}
            open={false}
          />
        </Setting>
      )}
    </>
  );
}
