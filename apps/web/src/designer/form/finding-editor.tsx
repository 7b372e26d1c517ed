import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { type Form, fieldTypeOf } from '@fieldwork/metadata';
import { Button, InputNumber, Select } from 'antd';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { designerWords } from '../designer-words.js';
import parts from '../parts/parts.module.css';
import { ConversionsEditor } from './conversions-editor.js';
import { DuplicatesEditor } from './duplicates-editor.js';
import { findingWords } from './finding-words.js';
import { useFormDesign } from './form-design.js';
import styles from './form-designer.module.css';
import { SuggestionsEditor } from './suggestions-editor.js';
import { SynonymsEditor } from './synonyms-editor.js';
import { withProperty } from './type-settings.js';

type Searched = NonNullable<Form['search']>['fields'];

/** How records of the form are found, what counts as the same, what is suggested inside one, and what is made from it. */
export function FindingEditor() {
  const t = useWords(findingWords);
  return (
    <div className={styles.sheet}>
      <h1>{t('search')}</h1>
      <p className="muted">{t('search_hint')}</p>
      <SearchedFields />
      <h1 style={{ marginTop: 32 }}>{t('duplicates')}</h1>
      <p className="muted">{t('duplicates_hint')}</p>
      <DuplicatesEditor />
      <h1 style={{ marginTop: 32 }}>{t('suggestions')}</h1>
      <p className="muted">{t('suggestions_hint')}</p>
      <SuggestionsEditor />
      <h1 style={{ marginTop: 32 }}>{t('conversions')}</h1>
      <p className="muted">{t('conversions_hint')}</p>
      <ConversionsEditor />
      <h1 style={{ marginTop: 32 }}>{t('synonyms')}</h1>
      <p className="muted">{t('synonyms_hint')}</p>
      <SynonymsEditor />
    </div>
  );
}

function SearchedFields() {
  const t = useWords(findingWords);
  const d = useWords(designerWords);
  const v = useWords(verbs);
  const text = useText();
  const { form, change } = useFormDesign();
  const fields = form.search?.fields ?? [];
  const write = (next: Searched) =>
    change(
      (before) => withProperty(before, 'search', next.length > 0 ? { fields: next } : undefined),
      'search',
    );
  const options = form.fields
    .filter((field) => field.fields || fieldTypeOf(field).column(field) !== null)
    .map(({ id, label }) => ({ value: id, label: text(label) }));
  const free = options.find(({ value }) => !fields.some(({ field }) => field === value))?.value;
  return (
    <div className={parts.rows}>
      {fields.map((entry, index) => (
        <div key={entry.field} className={parts.row}>
          <Select
            aria-label={d('field')}
            value={entry.field}
            options={options}
            onChange={(field) => write(fields.with(index, { ...entry, field }))}
          />
          <InputNumber
            aria-label={t('weight')}
            prefix={<span className="muted">{t('weight')}</span>}
            min={0.1}
            max={10}
            style={{ width: 140 }}
            step={0.5}
            value={entry.weight ?? 1}
            onChange={(weight) => write(fields.with(index, { ...entry, weight: weight ?? 1 }))}
          />
          <Button
            type="text"
            size="small"
            icon={<DeleteOutlined />}
            aria-label={v('remove')}
            onClick={() => write(fields.toSpliced(index, 1))}
          />
        </div>
      ))}
      {free !== undefined && fields.length < 30 && (
        <Button size="small" icon={<PlusOutlined />} onClick={() => write([...fields, { field: free }])}>
          {t('add_field')}
        </Button>
      )}
    </div>
  );
}
