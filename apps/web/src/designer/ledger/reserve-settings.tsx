import { type Form, fieldOf, fieldTypeOf, type Ledger } from '@fieldwork/metadata';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { ConditionField, type Ground } from '../conditions/expression-field.js';
import { withProperty } from '../form/type-settings.js';
import { FieldSelect } from '../parts/field-select.js';
import parts from '../parts/parts.module.css';
import { ledgerDesignWords } from './ledger-words.js';

type Reserve = NonNullable<Ledger['reserve']>;

const keyKinds: readonly string[] = ['reference', 'choice', 'text', 'date'];

/** Fields by whose values accounts, or those something is set aside for, are told apart. */
export function keyFields(form: Form): Form['fields'] {
  return form.fields.filter((field) => keyKinds.includes(fieldTypeOf(field).type(field)?.kind ?? ''));
}

/** Fields that lead from a movement to another one. */
export function ownFields(form: Form): Form['fields'] {
  return form.fields.filter((field) => field.type === 'reference' && field.form === form.id);
}

/** Which movements only set something aside, until when and for whom, and what ends it. */
export function ReserveSettings({
  reserve,
  form,
  ground,
  onChange,
}: {
  reserve: Reserve | undefined;
  form: Form;
  ground: Ground;
  onChange: (reserve: Reserve | undefined) => void;
}) {
  const t = useWords(ledgerDesignWords);
  const text = useText();
  const nameOf = (id: string) => text(fieldOf(form, id)?.label ?? id);
  const set = (key: keyof Reserve) => (value: unknown) =>
    reserve && onChange(withProperty(reserve, key, value));
  return (
    <>
      <FieldSelect
        label={t('releases')}
        fields={ownFields(form)}
        value={reserve?.releases}
        isOptional
        onChange={(releases) =>
          onChange(releases === undefined ? undefined : { when: true, ...reserve, releases })
        }
      />
      {reserve && (
        <>
          <ConditionField
            label={t('reserve')}
            ground={ground}
            value={reserve.when === true ? undefined : reserve.when}
            onChange={(when) => set('when')(when ?? true)}
          />
          <div className={parts.pair}>
            <FieldSelect
              label={t('until')}
              fields={form.fields.filter(({ type }) => type === 'datetime')}
              value={reserve.until}
              isOptional
              onChange={set('until')}
            />
            <FieldSelect
              label={t('reserve_for')}
              fields={keyFields(form)}
              value={reserve.for}
              isOptional
              onChange={(value) => {
                const { for: _for, frees, ...rest } = reserve;
                const freed = frees === undefined ? {} : { frees };
                onChange(value === undefined ? rest : { ...rest, ...freed, for: value });
              }}
            />
          </div>
          {reserve.for !== undefined && (
            <ConditionField
              label={t('frees', { field: nameOf(reserve.for) })}
              ground={ground}
              value={reserve.frees}
              onChange={set('frees')}
            />
          )}
        </>
      )}
    </>
  );
}
