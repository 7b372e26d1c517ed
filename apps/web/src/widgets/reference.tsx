import { PlusOutlined, SelectOutlined } from '@ant-design/icons';
import type { RecordData } from '@fieldwork/api-contract';
import { type Form, fieldOf } from '@fieldwork/metadata';
import { App, Button, Divider, Select } from 'antd';
import { useContext, useState } from 'react';
import { Link } from 'react-router';
import { useAppScope } from '../api/app-scope.js';
import { useRecords } from '../api/records.js';
import { useSettled } from '../ui/use-settled.js';
import { useText } from '../words/texts.js';
import { useWords } from '../words/words.js';
import { findByCode } from './find-by-code.js';
import { InlineCreate } from './inline-create.js';
import { type Picked, pickedOf } from './picked.js';
import { bindFilter, both, fittingOf } from './reference-filter.js';
import { ReferenceInstead } from './reference-instead.js';
import { ScanButton } from './scan-button.js';
import { ariaOf, type DisplayProps, type InputProps, statusOf, textOf, type Widget } from './widget.js';
import { widgetWords } from './widget-words.js';
import styles from './widgets.module.css';

const shownRecords = 20;

/** The chosen record with the fields that rules and looked-up columns of this form read from it. */
export function pick(record: RecordData, form: Form): Picked {
  const title = form.title === undefined ? null : record[form.title];
  return { ...record, title: typeof title === 'string' ? title : null };
}

/** A word or two beside the title that tells records of the same name apart. */
function hintOf(record: RecordData, form: Form): string {
  const kinds = ['auto_number', 'phone', 'text', 'email'];
  const others = form.fields.filter((field) => field.id !== form.title && kinds.includes(field.type));
  return others
    .flatMap((field) => (record[field.id] ? [textOf(record[field.id])] : []))
    .slice(0, 2)
    .join(' · ');
}

function ReferenceInput(props: InputProps) {
  const t = useWords(widgetWords);
  const text = useText();
  const { message } = App.useApp();
  const scope = useAppScope();
  const create = useContext(InlineCreate);
  const { field, values, onChange } = props;
  const [isOpen, setOpen] = useState(false);
  const [words, setWords] = useState('');
  const settled = useSettled(words);
  const form = field.form === undefined ? undefined : scope.forms.get(field.form);
  const [isAll, setAll] = useState(false);
  const bound = bindFilter(field.filter, values);
  const missing = 'missing' in bound ? bound.missing : null;
  const own = 'filter' in bound ? bound.filter : undefined;
  const fitting = fittingOf(field.fitting, values);
  const query = {
    filter: fitting === undefined || isAll ? own : both(own, fitting),
    search: settled,
    pageSize: shownRecords,
    count: 'none' as const,
  };
  const { data, isFetching } = useRecords(scope.id, field.form ?? '', query, isOpen && missing === null);
  const picked = pickedOf(props.value);
  const records = data?.records ?? [];
  const options = records.map((record) => ({
    value: record.id,
    title: form ? (pick(record, form).title ?? record.id) : record.id,
    hint: form ? hintOf(record, form) : '',
  }));
  if (picked && !options.some(({ value }) => value === picked.id))
    options.unshift({ value: picked.id, title: picked.title ?? t('not_visible'), hint: '' });
  const canCreate = create !== null && form !== undefined && scope.access(form.id).create && missing === null;
  const label = text(form?.label);
  const find = async (code: string) => {
    if (!form) return;
    const found = await findByCode(scope.id, form, code, own);
    if (found) onChange(pick(found, form));
    else message.warning(t('code_unknown', { code }));
  };
  const startCreate = () => {
    setOpen(false);
    const given = words && form?.title ? { [form.title]: words } : {};
    if (form) create?.({ form, given, onCreated: (record) => onChange(pick(record, form)) });
  };
  const select = (
    <Select
      {...ariaOf(props)}
      {...(statusOf(props) ? { status: 'error' as const } : {})}
      style={{ width: '100%' }}
      allowClear={!props.isRequired}
      open={isOpen}
      onOpenChange={setOpen}
      showSearch={{ filterOption: false, onSearch: setWords, searchValue: words }}
      value={picked?.id ?? null}
      options={options}
      fieldNames={{ label: 'title' }}
      optionRender={({ data: option }) => (
        <>
          {option.title} {option.hint && <span className="muted">{option.hint}</span>}
        </>
      )}
      loading={isFetching && isOpen}
      disabled={(props.isReadOnly ?? false) || field.scan === 'only'}
      placeholder={
        text(field.placeholder) ||
        (field.scan === 'only' ? t('scan_first') : '') ||
        t('choose_record', { form: label })
      }
      notFoundContent={
        missing
          ? t('fill_first', { field: text(fieldLabel(missing, props, scope.forms)) })
          : isFetching
            ? '…'
            : t(fitting === undefined || isAll ? 'no_records' : 'none_fit')
      }
      popupRender={(menu) => (
        <>
          {menu}
          {fitting !== undefined && missing === null && (
            <>
              <Divider style={{ margin: '4px 0' }} />
              <Button
                type="text"
                block
                style={{ justifyContent: 'start' }}
                // The list stays open and the search keeps its words.
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => setAll(!isAll)}
              >
                {t(isAll ? 'show_fitting' : 'show_all', { form: label })}
              </Button>
            </>
          )}
          {canCreate && (
            <>
              <Divider style={{ margin: '4px 0' }} />
              <Button
                type="text"
                block
                icon={<PlusOutlined />}
                style={{ justifyContent: 'start' }}
                onClick={startCreate}
              >
                {words ? t('create_named', { words }) : t('create_record', { form: label })}
              </Button>
            </>
          )}
        </>
      )}
      onChange={(id: string | undefined) => {
        const record = records.find((one) => one.id === id);
        onChange(record && form ? pick(record, form) : null);
        setWords('');
      }}
      onBlur={() => props.onBlur?.()}
    />
  );
  const input =
    !field.scan || props.isReadOnly ? (
      select
    ) : (
      <div className={styles.scanned}>
        {select}
        <ScanButton onCode={(code) => void find(code)} canType={field.scan !== 'only'} />
      </div>
    );
  if (!field.instead || !form || !picked || props.isReadOnly) return input;
  return (
    <>
      {input}
      <ReferenceInstead
        instead={field.instead}
        field={field.id}
        form={form}
        picked={picked}
        values={values}
        onChosen={(record) => onChange(pick(record, form))}
      />
    </>
  );
}

/** The label of a field of the form that this reference stands in, for a hint. */
function fieldLabel(id: string, { field }: InputProps, forms: ReadonlyMap<string, Form>) {
  const own = [...forms.values()].find((form) => form.fields.includes(field));
  return (own && fieldOf(own, id)?.label) ?? id;
}

function ReferenceDisplay({ field, value, place }: DisplayProps) {
  const t = useWords(widgetWords);
  const scope = useAppScope();
  const picked = pickedOf(value);
  if (!picked) return null;
  const isReadable = field.form !== undefined && scope.access(field.form).read;
  if (place === 'cell' || !isReadable) return <>{picked.title ?? t('not_visible')}</>;
  return (
    <Link className="thumb" to={`/apps/${scope.id}/forms/${field.form}/${picked.id}`}>
      {picked.title ?? picked.id}
    </Link>
  );
}

export const reference: Widget = {
  Input: ReferenceInput,
  Display: ReferenceDisplay,
  icon: <SelectOutlined />,
  columnWidth: 170,
  isElastic: true,
};
