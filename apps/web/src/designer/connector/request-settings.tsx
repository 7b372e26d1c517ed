import type { Connector } from '@fieldwork/metadata';
import { Input, Select } from 'antd';
import { useWords } from '../../words/words.js';
import { FormulaField, type Ground } from '../conditions/expression-field.js';
import { withProperty } from '../form/type-settings.js';
import { CardList } from '../intake/card-list.js';
import parts from '../parts/parts.module.css';
import { Setting } from '../parts/setting.js';
import { connectorDesignWords } from './connector-design-words.js';
import { PlaceInput } from './place-input.js';

type Request = NonNullable<Connector['request']>;
const methods = ['GET', 'POST', 'PUT', 'PATCH'] as const;

/** What is sent, and where. */
export function RequestSettings({
  request,
  ground,
  onChange,
}: {
  request: Request;
  ground: Ground;
  onChange: (request: Request) => void;
}) {
  const t = useWords(connectorDesignWords);
  const set = (key: keyof Request) => (value: unknown) => onChange(withProperty(request, key, value));
  return (
    <>
      <Setting label={t('path')} hint={t('path_hint')}>
        <div className={parts.row}>
          <Input
            aria-label={t('path')}
            value={request.path}
            status={request.path.startsWith('/') ? '' : 'error'}
            onChange={({ target }) => set('path')(target.value)}
          />
          <Select
            aria-label={t('method')}
            style={{ width: 100 }}
            value={request.method ?? 'GET'}
            onChange={(method) => set('method')(method === 'GET' ? undefined : method)}
            options={methods.map((value) => ({ value, label: value }))}
          />
        </div>
      </Setting>
      <CardList
        label={t('query')}
        add={t('add_query')}
        items={request.query ?? []}
        keyOf={({ name }) => name}
        begin={() => ({ name: `p${(request.query ?? []).length + 1}`, value: '' })}
        onChange={(query) => set('query')(query.length > 0 ? query : undefined)}
      >
        {(one, write) => (
          <div className={parts.pair}>
            <Input
              prefix={t('parameter')}
              aria-label={t('parameter')}
              value={one.name}
              onChange={({ target }) => write({ ...one, name: target.value })}
            />
            <Input
              prefix={t('value')}
              aria-label={t('value')}
              value={one.value}
              onChange={({ target }) => write({ ...one, value: target.value })}
            />
          </div>
        )}
      </CardList>
      {request.method !== undefined && (
        <CardList
          label={t('body')}
          add={t('add_body')}
          items={request.body ?? []}
          keyOf={({ to }) => to}
          begin={() => ({ to: `value${(request.body ?? []).length + 1}`, value: '' })}
          onChange={(body) => set('body')(body.length > 0 ? body : undefined)}
        >
          {(one, write) => (
            <>
              <PlaceInput
                label={t('to')}
                value={one.to}
                onChange={(to) => to !== undefined && write({ ...one, to })}
              />
              <FormulaField
                label={t('value')}
                ground={ground}
                expected={undefined}
                value={one.value}
                onChange={(value) => write({ ...one, value: value ?? '' })}
              />
            </>
          )}
        </CardList>
      )}
    </>
  );
}
