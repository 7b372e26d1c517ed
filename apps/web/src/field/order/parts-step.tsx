import { MinusOutlined, PlusOutlined } from '@ant-design/icons';
import type { RecordData } from '@fieldwork/api-contract';
import { applyChange, openForm } from '@fieldwork/form-engine';
import { type Field, type FieldStepOf, type Form, fieldOf, idOf } from '@fieldwork/metadata';
import { App, Button, Select } from 'antd';
import { useState } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import { newOrderedId } from '../../api/new-id.js';
import { useRecords } from '../../api/records.js';
import { findByCode } from '../../widgets/find-by-code.js';
import { pick } from '../../widgets/reference.js';
import { bindFilter, both, fittingOf } from '../../widgets/reference-filter.js';
import { ScanButton } from '../../widgets/scan-button.js';
import { widgetWords } from '../../widgets/widget-words.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { usePhone } from '../shell/phone-context.js';
import styles from './order.module.css';
import { orderWords } from './order-words.js';
import { StepForm } from './step-form.js';
import type { StepProps } from './step-views.js';
import { wordsOf } from './value-text.js';

type Row = Record<string, unknown>;

/** Rows by scan: the same code again adds one to its quantity. Everything else of a row is filled in below. */
export function PartsStep(props: StepProps<FieldStepOf<'parts'>>) {
  const { step, form, record, onWrite, onSkip } = props;
  const t = useWords(orderWords);
  const text = useText();
  const { message } = App.useApp();
  const scope = useAppScope();
  const { store } = usePhone();
  const table = fieldOf(form, step.field);
  const column = table?.fields?.find(({ id }) => id === step.item);
  const target = column?.form === undefined ? undefined : scope.forms.get(column.form);
  const [rows, setRows] = useState<Row[] | null>(null);
  const [isWhole, setWhole] = useState(false);
  const kept = (Array.isArray(record[step.field]) ? record[step.field] : []) as Row[];
  const shown = rows ?? kept;
  const set = (next: Row[]) => setRows(withDefaults(form, record, step.field, next, store));
  const add = (item: RecordData, of: Form) => {
    const at = shown.findIndex((row) => idOf(row[step.item]) === item.id);
    const { quantity } = step;
    if (at >= 0 && quantity !== undefined) return count(at, 1);
    const row = { id: newOrderedId(), [step.item]: pick(item, of) };
    set([...shown, row]);
  };
  const count = (at: number, by: number) => {
    const { quantity } = step;
    const row = shown[at];
    if (!row || quantity === undefined) return;
    const next = Number(row[quantity] ?? 1) + by;
    set(next < 1 ? shown.toSpliced(at, 1) : shown.with(at, { ...row, [quantity]: String(next) }));
  };
  const scan = async (code: string) => {
    if (!target) return;
    const found = await findByCode(scope.id, target, code, column?.filter, step.codes);
    if (found) add(found, target);
    else message.warning(t('unknown_code', { code }));
  };
  if (isWhole) return <StepForm {...props} fields={[step.field]} />;
  return (
    <>
      <div className={styles.body}>
        {target && (
          <div className={styles.row}>
            <ItemSelect
              target={target}
              column={column as Field}
              record={record}
              onChosen={(item) => add(item, target)}
            />
            <ScanButton onCode={(code) => void scan(code)} />
          </div>
        )}
        {shown.length === 0 && <p className="muted">{t('none_yet')}</p>}
        {shown.map((row, index) => (
          <div key={String(row.id ?? index)} className={styles.row}>
            <span>{wordsOf(column, row[step.item], text)}</span>
            {step.quantity !== undefined && (
              <>
                <Button
                  size="large"
                  icon={<MinusOutlined />}
                  aria-label={t('less')}
                  onClick={() => count(index, -1)}
                />
                <span className={`${styles.count} figures`}>{String(row[step.quantity] ?? 1)}</span>
                <Button
                  size="large"
                  icon={<PlusOutlined />}
                  aria-label={t('more')}
                  onClick={() => count(index, 1)}
                />
              </>
            )}
          </div>
        ))}
        {rows === null && (
          <Button type="text" size="large" onClick={() => setWhole(true)}>
            {t('details')}
          </Button>
        )}
      </div>
      <div className={styles.bottom}>
        <Button
          type="primary"
          size="large"
          block
          onClick={() =>
            rows === null ? onSkip() : void onWrite({ shown: { [step.field]: rows }, label: step.label })
          }
        >
          {t(rows === null ? 'next' : 'save_next')}
        </Button>
      </div>
    </>
  );
}

/** New rows get their defaults and formulas by the form's own rules. */
function withDefaults(
  form: Form,
  record: RecordData,
  field: string,
  rows: Row[],
  { engines }: ReturnType<typeof usePhone>['store'],
): Row[] {
  if (!engines) return rows;
  const context = { forms: engines.forms, context: engines.context() };
  const state = applyChange(form, openForm(form, record, {}, context), { field, value: rows }, context);
  return state.values[field] as Row[];
}

interface ItemSelectProps {
  target: Form;
  column: Field;
  record: RecordData;
  onChosen: (item: RecordData) => void;
}

/** What fits the work comes alone, where its column says what fits; everything else is one tap away. */
function ItemSelect({ target, column, record, onChosen }: ItemSelectProps) {
  const t = useWords(orderWords);
  const w = useWords(widgetWords);
  const text = useText();
  const scope = useAppScope();
  const [words, setWords] = useState('');
  const [isAll, setAll] = useState(false);
  const values = { parent: record };
  const own = bindFilter(column.filter, values);
  const fitting = fittingOf(column.fitting, values);
  const filter = 'filter' in own ? own.filter : undefined;
  const { data } = useRecords(scope.id, target.id, {
    filter: fitting === undefined || isAll ? filter : both(filter, fitting),
    search: words,
    pageSize: 30,
  });
  const records = data?.records ?? [];
  return (
    <Select
      size="large"
      aria-label={t('add_by_hand')}
      placeholder={t('add_by_hand')}
      value={null}
      showSearch={{ filterOption: false, onSearch: setWords, searchValue: words }}
      options={records.map((one) => ({ value: one.id, label: pick(one, target).title ?? one.id }))}
      popupRender={(menu) => (
        <>
          {menu}
          {fitting !== undefined && (
            <Button
              type="text"
              size="large"
              block
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => setAll(!isAll)}
            >
              {w(isAll ? 'show_fitting' : 'show_all', { form: text(target.label) })}
            </Button>
          )}
        </>
      )}
      onChange={(id: string | null) => {
        const found = records.find((one) => one.id === id);
        if (found) onChosen(found);
        setWords('');
      }}
    />
  );
}
