import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { type DuplicatesDeclaration, type Form, fieldTypeOf } from '@fieldwork/metadata';
import { Button, Checkbox, InputNumber, Select } from 'antd';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { ConditionField } from '../conditions/expression-field.js';
import parts from '../parts/parts.module.css';
import { Setting } from '../parts/setting.js';
import { findingWords } from './finding-words.js';
import { useFormDesign } from './form-design.js';
import { withProperty } from './type-settings.js';

/** What makes two records of the form probably the same. */
export function DuplicatesEditor() {
  const t = useWords(findingWords);
  const v = useWords(verbs);
  const text = useText();
  const { form, ground, change } = useFormDesign();
  const declared: DuplicatesDeclaration = form.duplicates ?? {};
  const { keys = [], near = [], within } = declared;
  const write = (next: DuplicatesDeclaration) => {
    const isEmpty = (next.keys ?? []).length + (next.near ?? []).length === 0;
    change((before) => withProperty(before, 'duplicates', isEmpty ? undefined : next), 'duplicates');
  };
  const { comparable, texts } = fieldChoices(form, text);
  return (
    <div className={parts.rows}>
      {keys.map((key, index) => (
        <div key={key.fields.join()} className={parts.row}>
          <Select
            mode="multiple"
            aria-label={t('key')}
            placeholder={t('key')}
            value={key.fields}
            options={comparable}
            onChange={(fields) =>
              write({
                ...declared,
                keys: fields.length > 0 ? keys.with(index, { ...key, fields }) : keys.toSpliced(index, 1),
              })
            }
          />
          <Checkbox
            checked={key.compare === 'normalised'}
            onChange={({ target }) =>
              write({
                ...declared,
                keys: keys.with(index, { ...key, compare: target.checked ? 'normalised' : 'exact' }),
              })
            }
          >
            {t('normalised')}
          </Checkbox>
          <Remove
            label={v('remove')}
            onClick={() => write({ ...declared, keys: keys.toSpliced(index, 1) })}
          />
        </div>
      ))}
      {near.map((entry, index) => (
        <div key={entry.field} className={parts.row}>
          <Select
            aria-label={t('near')}
            value={entry.field}
            options={texts}
            onChange={(field) => write({ ...declared, near: near.with(index, { ...entry, field }) })}
          />
          <InputNumber
            aria-label={t('least')}
            prefix={<span className="muted">{t('least')}</span>}
            suffix="%"
            min={20}
            max={100}
            style={{ width: 190 }}
            value={Math.round(entry.similarity * 100)}
            onChange={(percent) =>
              write({ ...declared, near: near.with(index, { ...entry, similarity: (percent ?? 60) / 100 }) })
            }
          />
          <Remove
            label={v('remove')}
            onClick={() => write({ ...declared, near: near.toSpliced(index, 1) })}
          />
        </div>
      ))}
      <div className={parts.row}>
        <Button
          size="small"
          icon={<PlusOutlined />}
          disabled={comparable.length === 0 || keys.length >= 10}
          onClick={() => write({ ...declared, keys: [...keys, { fields: [comparable[0]?.value ?? ''] }] })}
        >
          {t('add_key')}
        </Button>
        <Button
          size="small"
          icon={<PlusOutlined />}
          disabled={texts.length === 0 || near.length >= 5}
          onClick={() =>
            write({ ...declared, near: [...near, { field: texts[0]?.value ?? '', similarity: 0.6 }] })
          }
        >
          {t('add_near')}
        </Button>
      </div>
      {keys.length + near.length > 0 && (
        <>
          <Setting label={t('days')}>
            <InputNumber
              aria-label={t('days')}
              min={1}
              max={3650}
              value={within?.days ?? null}
              onChange={(days) =>
                write(
                  withProperty(
                    declared,
                    'within',
                    days ? { field: within?.field ?? 'created_at', days } : undefined,
                  ),
                )
              }
            />
          </Setting>
          <ConditionField
            label={t('filter')}
            ground={ground}
            value={declared.filter}
            onChange={(filter) => write(withProperty(declared, 'filter', filter))}
          />
        </>
      )}
    </div>
  );
}

function Remove({ label, onClick }: { label: string; onClick: () => void }) {
  return <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={label} onClick={onClick} />;
}

/** Fields that can be equal, and those whose texts can be alike. */
function fieldChoices(form: Form, text: ReturnType<typeof useText>) {
  const option = ({ id, label }: Form['fields'][number]) => ({ value: id, label: text(label) });
  const comparable = form.fields.filter((field) => {
    const column = fieldTypeOf(field).column(field)?.type;
    return column !== undefined && column !== 'jsonb' && !column.endsWith('[]');
  });
  const texts = form.fields.filter((field) => fieldTypeOf(field).type(field)?.kind === 'text');
  return { comparable: comparable.map(option), texts: texts.map(option) };
}
