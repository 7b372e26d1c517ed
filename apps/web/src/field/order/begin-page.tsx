import type { RecordData } from '@fieldwork/api-contract';
import type { Values } from '@fieldwork/form-engine';
import { assignedValues, effectTypes, type FieldBegin, type Form, fieldOf, idOf } from '@fieldwork/metadata';
import { useRef } from 'react';
import { useParams } from 'react-router';
import { EmptyState } from '../../ui/empty-state.js';
import { pick } from '../../widgets/reference.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { BackLine } from '../shell/back-line.js';
import { fieldWords } from '../shell/field-words.js';
import { usePhone } from '../shell/phone-context.js';
import type { FieldStore } from '../store/field-store.js';
import { holds } from '../store/local-source.js';
import { mayBegin } from './begins.js';
import { NewRecord } from './new-record.js';
import { orderWords } from './order-words.js';

/** A record that the page lets one begin, with what it takes over from the record it is begun on. */
export function BeginPage() {
  const t = useWords(orderWords);
  const f = useWords(fieldWords);
  const text = useText();
  const { begin: id = '', record: recordId = '' } = useParams();
  const { store } = usePhone();
  const { ground, records } = store.snapshot;
  const begin = ground?.page.begin?.find((one) => one.id === id);
  const form = begin && store.engines?.forms.get(begin.form);
  const source = begin?.on === undefined ? undefined : records.get(begin.on)?.get(recordId);
  const isOpen = begin && form && mayBegin(begin, source ?? null, store);
  // Once: what is known at the beginning stays while the form is open.
  const given = useRef<Values | null>(null);
  if (isOpen && given.current === null) given.current = givenTo(begin, form, source, store);
  if (!isOpen || !given.current)
    return (
      <>
        <BackLine to="/" title={t('gone')} />
        <EmptyState title={f('not_here')} hint={f('not_here_hint')} />
      </>
    );
  return <NewRecord form={form} title={text(begin.label)} given={given.current} fields={begin.fields} />;
}

function givenTo(
  { on, set = [], find = [] }: FieldBegin,
  form: Form,
  source: RecordData | undefined,
  store: FieldStore,
): Values {
  const { engines } = store;
  if (!engines) return {};
  const { forms } = engines;
  const from = on === undefined ? undefined : forms.get(on);
  const types = from ? effectTypes(from, forms) : {};
  const taken = assignedValues(set, form, forms, { types, values: source ?? {}, context: engines.context() });
  const given: Record<string, unknown> = Object.fromEntries(
    Object.entries(taken).map(([id, value]) => [id, withTitle(form, id, value, store)]),
  );
  for (const { field, filter } of find) {
    if (given[field] !== undefined && given[field] !== null) continue;
    const target = forms.get(fieldOf(form, field)?.form ?? '');
    const all = target ? [...(store.snapshot.records.get(target.id)?.values() ?? [])] : [];
    const fitting = target ? all.filter((record) => holds(target, filter, record, store)) : [];
    const [only] = fitting;
    if (target && only && fitting.length === 1) given[field] = pick(only, target);
  }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
}

/** A reference with its title and what is looked up with it, as far as the phone has the record. */
function withTitle(form: Form, id: string, value: unknown, { engines, snapshot }: FieldStore): unknown {
  const target = engines?.forms.get(fieldOf(form, id)?.form ?? '');
  const key = target && idOf(value);
  const record = key ? snapshot.records.get(target.id)?.get(key) : undefined;
  return target && record ? pick(record, target) : value;
}
