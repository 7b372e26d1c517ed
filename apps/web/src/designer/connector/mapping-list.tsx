import { type ConnectorMapping, type Form, fieldTypeOf } from '@fieldwork/metadata';
import { Input } from 'antd';
import { useAppScope } from '../../api/app-scope.js';
import { useWords } from '../../words/words.js';
import { withProperty } from '../form/type-settings.js';
import { CardList } from '../intake/card-list.js';
import { FieldSelect } from '../parts/field-select.js';
import parts from '../parts/parts.module.css';
import { Setting } from '../parts/setting.js';
import { connectorDesignWords } from './connector-design-words.js';
import { PlaceInput } from './place-input.js';

/** Which of their values goes into which of our fields. */
export function MappingList({
  list,
  form,
  onChange,
}: {
  list: readonly ConnectorMapping[];
  form: Form;
  onChange: (list: ConnectorMapping[] | undefined) => void;
}) {
  const t = useWords(connectorDesignWords);
  const { forms } = useAppScope();
  const writable = form.fields.filter((field) => !fieldTypeOf(field).generated && field.fields === undefined);
  return (
    <CardList
      label={t('map')}
      add={t('add_map')}
      items={list}
      keyOf={({ field }) => field}
      begin={(): ConnectorMapping => ({
        field: writable.find(({ id }) => !list.some((one) => one.field === id))?.id ?? 'field',
        from: 'value',
      })}
      onChange={(next) => onChange(next.length === 0 ? undefined : next)}
    >
      {(mapping, write) => {
        const target = forms.get(form.fields.find(({ id }) => id === mapping.field)?.form ?? '');
        return (
          <>
            <div className={parts.pair}>
              <PlaceInput
                label={t('from')}
                value={mapping.from}
                onChange={(from) => from !== undefined && write({ ...mapping, from })}
              />
              <FieldSelect
                label={t('field')}
                fields={writable}
                value={mapping.field}
                onChange={(field) => field !== undefined && write({ ...mapping, field })}
              />
            </div>
            {target && (
              <FieldSelect
                label={t('match_by')}
                fields={target.fields.filter(({ type }) => type === 'text' || type === 'auto_number')}
                value={mapping.matchBy}
                isOptional
                onChange={(matchBy) => write(withProperty(mapping, 'matchBy', matchBy))}
              />
            )}
            <Setting label={t('values')}>
              <Input
                aria-label={t('values')}
                key={JSON.stringify(mapping.values)}
                defaultValue={Object.entries(mapping.values ?? {})
                  .map(([theirs, ours]) => `${theirs}=${ours}`)
                  .join(', ')}
                onBlur={({ target: input }) => write(withProperty(mapping, 'values', pairsOf(input.value)))}
              />
            </Setting>
          </>
        );
      }}
    </CardList>
  );
}

function pairsOf(text: string): Record<string, string> | undefined {
  const pairs = text.split(/[,，]/).flatMap((part) => {
    const [theirs = '', ours = ''] = part.split('=').map((one) => one.trim());
    return theirs && ours ? [[theirs, ours] as const] : [];
  });
  return pairs.length > 0 ? Object.fromEntries(pairs) : undefined;
}
