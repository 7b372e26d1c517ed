import type { ImportPreview } from '@fieldwork/api-contract';
import type { Form } from '@fieldwork/metadata';
import { Button, Input, Select } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import { startImport } from '../../api/imports.js';
import { useAction } from '../../ui/use-action.js';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { importWords } from './import-words.js';
import styles from './imports.module.css';
import { importColumns, intoFormMapping, newFormMapping, targetFields } from './mapping.js';
import { MappingTable } from './mapping-table.js';

/** No column: nothing is a repetition of anything. */
const everyRow = -1;

interface MappingStepProps {
  form: Form | null;
  file: string;
  fileName: string;
  sheet: string | undefined;
  preview: ImportPreview;
  isReading: boolean;
  onSheet: (sheet: string) => void;
  onBack: () => void;
  onStarted: (running: { job: string; form: string }) => void;
}

/** What becomes of each column, and how rows that are there already are treated. */
export function MappingStep(props: MappingStepProps) {
  const { form, preview, sheet } = props;
  const t = useWords(importWords);
  const v = useWords(verbs);
  const scope = useAppScope();
  const fields = form ? targetFields(form, scope.access(form.id).readOnly) : [];
  const [mappings, setMappings] = useState(() =>
    form ? intoFormMapping(preview, fields) : newFormMapping(preview),
  );
  const [name, setName] = useState(props.fileName.replace(/\.[^.]+$/, ''));
  const [keyField, setKeyField] = useState('');
  const [lastPer, setLastPer] = useState(everyRow);
  const columns = importColumns(mappings, form === null);
  const [start, isStarting] = useAction(async () => {
    const body = {
      file: props.file,
      columns,
      timeZone: scope.timeZone,
      ...(sheet && preview.sheets.length > 1 ? { sheet } : {}),
      ...(keyField ? { keyField } : {}),
      ...(lastPer === everyRow ? {} : { lastPerColumn: lastPer }),
    };
    const started = await startImport(
      scope.id,
      form?.id ?? null,
      form ? body : { ...body, form: { label: name.trim() } },
    );
    props.onStarted({ job: started.job, form: started.form ?? form?.id ?? '' });
  });
  return (
    <div>
      <div className={styles.options}>
        {preview.sheets.length > 1 && (
          <Setting label={t('sheet')}>
            {(id) => (
              <Select
                id={id}
                value={sheet ?? null}
                loading={props.isReading}
                options={preview.sheets.map((one) => ({ value: one, label: one }))}
                onChange={props.onSheet}
              />
            )}
          </Setting>
        )}
        {form === null && (
          <Setting label={t('form_name')}>
            {(id) => (
              <Input id={id} value={name} maxLength={100} onChange={(event) => setName(event.target.value)} />
            )}
          </Setting>
        )}
        {form !== null && (
          <KeyField
            form={form}
            chosen={columns.map(({ field }) => field)}
            value={keyField}
            onChange={setKeyField}
          />
        )}
        <Setting label={t('last_per')}>
          {(id) => (
            <Select
              id={id}
              value={lastPer}
              options={[
                { value: everyRow, label: t('last_none') },
                ...preview.columns.map(({ column, header }) => ({ value: column, label: header })),
              ]}
              onChange={setLastPer}
            />
          )}
        </Setting>
        {preview.rowCount !== null && (
          <span className="muted figures">{t('rows_found', { count: preview.rowCount })}</span>
        )}
      </div>
      <MappingTable
        form={form}
        fields={fields}
        preview={preview}
        mappings={mappings}
        onChange={setMappings}
      />
      <div className={styles.buttons}>
        <Button
          type="primary"
          loading={isStarting}
          disabled={columns.length === 0 || (form === null && name.trim() === '')}
          onClick={() => void start()}
        >
          {t('start')}
        </Button>
        <Button onClick={props.onBack}>{v('back')}</Button>
        {columns.length === 0 && <span className="muted">{t('none_mapped')}</span>}
      </div>
    </div>
  );
}

interface KeyFieldProps {
  form: Form;
  chosen: readonly string[];
  value: string;
  onChange: (field: string) => void;
}

function KeyField({ form, chosen, value, onChange }: KeyFieldProps) {
  const t = useWords(importWords);
  const text = useText();
  const fields = form.fields.filter(({ id }) => chosen.includes(id));
  return (
    <Setting label={t('key_field')}>
      {(id) => (
        <Select
          id={id}
          value={value}
          options={[
            { value: '', label: t('key_none') },
            ...fields.map(({ id, label }) => ({ value: id, label: text(label) })),
          ]}
          onChange={onChange}
        />
      )}
    </Setting>
  );
}

function Setting({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className={styles.setting}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}
