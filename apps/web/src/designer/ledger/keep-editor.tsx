import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { accountFields, type Form, fieldOf, type Ledger } from '@fieldwork/metadata';
import { Button, Select } from 'antd';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { useAppDocuments } from '../document/use-problems.js';
import { withProperty } from '../form/type-settings.js';
import { FieldSelect } from '../parts/field-select.js';
import parts from '../parts/parts.module.css';
import { Setting } from '../parts/setting.js';
import { ledgerDesignWords } from './ledger-words.js';

type Keep = NonNullable<Ledger['keep']>[number];

/** Balances that are kept in the records that a key leads to, so that lists and pickers show what is left. */
export function KeepEditor({
  ledger,
  form,
  onChange,
}: {
  ledger: Ledger;
  form: Form;
  onChange: (keep: Keep[] | undefined) => void;
}) {
  const t = useWords(ledgerDesignWords);
  const v = useWords(verbs);
  const list = ledger.keep ?? [];
  const ids = [...new Set([...accountFields(ledger), ...accountFields(ledger, 'to')])];
  const fields = ids.flatMap((id) => fieldOf(form, id) ?? []);
  const references = fields.filter(({ type }) => type === 'reference');
  const write = (next: Keep[]) => onChange(next.length === 0 ? undefined : next);
  return (
    <div className={parts.rows}>
      {list.map((keep, index) => (
        <section key={`${keep.key} ${keep.field}`} className={parts.card}>
          <KeepRow
            keep={keep}
            references={references}
            fields={fields}
            onChange={(next) => write(list.with(index, next))}
          />
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={v('delete')}
            onClick={() => write(list.toSpliced(index, 1))}
          />
        </section>
      ))}
      <Button
        icon={<PlusOutlined />}
        disabled={references.length === 0}
        onClick={() => write([...list, { key: references[0]?.id ?? '', field: 'balance' }])}
      >
        {t('add_keep')}
      </Button>
    </div>
  );
}

function KeepRow({
  keep,
  references,
  fields,
  onChange,
}: {
  keep: Keep;
  references: Form['fields'];
  fields: Form['fields'];
  onChange: (keep: Keep) => void;
}) {
  const t = useWords(ledgerDesignWords);
  const text = useText();
  const documents = useAppDocuments();
  const target = documents?.forms.get(references.find(({ id }) => id === keep.key)?.form ?? '');
  const places = fields.filter(({ id }) => id !== keep.key);
  const choices = places.flatMap(({ id, label, options, form }) => {
    const own = (options ?? []).map((option) => ({
      value: `${id}=${option.id}`,
      label: `${text(label)} = ${text(option.label)}`,
    }));
    const led = (documents?.forms.get(form ?? '')?.fields ?? []).flatMap((field) =>
      (field.options ?? []).map((option) => ({
        value: `${id}.${field.id}=${option.id}`,
        label: `${text(label)} · ${text(field.label)} = ${text(option.label)}`,
      })),
    );
    return [...own, ...led];
  });
  const { where: _, ...rest } = keep;
  return (
    <>
      <FieldSelect
        label={t('keep_key')}
        fields={references}
        value={keep.key}
        onChange={(key) => key !== undefined && onChange({ ...rest, key })}
      />
      <Setting label={t('where')}>
        <Select
          aria-label={t('where')}
          mode="multiple"
          placeholder={t('where_any')}
          value={writtenWhere(keep)}
          options={choices}
          onChange={(values) => {
            const where = readWhere(values);
            onChange(where.length === 0 ? rest : { ...rest, where });
          }}
        />
      </Setting>
      <FieldSelect
        label={t('keep_field')}
        fields={(target?.fields ?? []).filter(
          ({ type, compute }) => type === 'number' && compute === undefined,
        )}
        value={keep.field}
        onChange={(field) => field !== undefined && onChange({ ...keep, field })}
      />
      <FieldSelect
        label={t('keep_of')}
        fields={(target?.fields ?? []).filter(({ type }) => type === 'number')}
        value={keep.of}
        isOptional
        onChange={(of) => onChange(withProperty(keep, 'of', of))}
      />
    </>
  );
}

/** Conditions as the values of a list to choose from: `kind=van`, `from.kind=van`. */
function writtenWhere({ where }: Keep): string[] {
  return (where ?? []).flatMap((one) =>
    'is' in one ? [`${one.key}=${one.is}`] : one.in.map((value) => `${one.key}.${one.field}=${value}`),
  );
}

/** The same read back; an account has one value per key, so the last that was chosen counts. */
function readWhere(values: readonly string[]): NonNullable<Keep['where']> {
  const found = new Map<string, NonNullable<Keep['where']>[number]>();
  for (const value of values) {
    const [path = '', is = ''] = value.split('=');
    const [key = '', field] = path.split('.');
    const known = found.get(path);
    if (field === undefined) found.set(path, { key, is });
    else if (known && 'in' in known) found.set(path, { ...known, in: [...known.in, is] });
    else found.set(path, { key, field, in: [is] });
  }
  return [...found.values()];
}
