import type { IntakeHit, RecordData } from '@fieldwork/api-contract';
import { assignedValues, formTypes, type Intake } from '@fieldwork/metadata';
import type { InputRef } from 'antd';
import { App, Button } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { useAppScope, useExpressionContext } from '../../api/app-scope.js';
import { lookUpGiven } from '../../api/intake.js';
import { newId } from '../../api/new-id.js';
import { createRecord } from '../../api/records.js';
import { EmptyState } from '../../ui/empty-state.js';
import { PageHeader } from '../../ui/page-header.js';
import { useAction } from '../../ui/use-action.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import type { FormControls } from '../form/form-runtime.js';
import { listWords } from '../list/list-words.js';
import { titleOf } from '../list/use-list.js';
import { OverviewView } from '../overview/overview-view.js';
import styles from './intake.module.css';
import { IntakeForm } from './intake-form.js';
import { intakeWords } from './intake-words.js';
import { LookupBox } from './lookup-box.js';

/** Takes requests: who calls is found, everything about them stands beside, the new record is filled in. */
export function IntakePage({ page }: { page: Intake }) {
  const t = useWords(intakeWords);
  const l = useWords(listWords);
  const text = useText();
  const { message } = App.useApp();
  const scope = useAppScope();
  const contextOf = useExpressionContext();
  const navigate = useNavigate();
  const [parameters, setParameters] = useSearchParams();
  const phone = parameters.get('phone') ?? '';
  const [words, setWords] = useState(phone);
  const [shown, setShown] = useState<IntakeHit['overview']>(null);
  const [round, setRound] = useState(0);
  const key = useRef(newId());
  const input = useRef<InputRef>(null);
  const controls = useRef<FormControls | null>(null);
  const form = scope.forms.get(page.form);
  const given = useMemo(() => {
    if (!form) return {};
    const { forms } = scope;
    const types = formTypes(form, forms);
    const own = assignedValues(page.set ?? [], form, forms, { types, values: {}, context: contextOf() });
    return { ...own, ...(page.caller !== undefined && phone !== '' ? { [page.caller]: phone } : {}) };
  }, [form, page, phone, scope, contextOf]);
  // A call that comes while the page is open takes it over, and whom it may be from is shown at once.
  useEffect(() => {
    setWords(phone);
    if (phone === '') return;
    input.current?.blur();
    input.current?.focus();
  }, [phone]);

  const choose = (hit: IntakeHit) => {
    for (const [field, value] of Object.entries(hit.values)) controls.current?.run.change(field, value);
    if (hit.overview) setShown(hit.overview);
    setWords('');
    setTimeout(() => focusFirstEmpty(controls.current?.element ?? null));
  };
  const [use] = useAction(async (formId: string, record: RecordData) => {
    const [hit] = await lookUpGiven(scope.id, page.id, formId, record.id);
    if (!hit) return;
    for (const [field, value] of Object.entries(hit.values)) controls.current?.run.change(field, value);
    focusFirstEmpty(controls.current?.element ?? null);
  });
  const begin = () => {
    setShown(null);
    setWords('');
    setParameters({}, { replace: true });
    setRound((before) => before + 1);
    key.current = newId();
    input.current?.focus();
  };
  if (!form || !scope.access(form.id).create) return <EmptyState title={l('no_form')} />;
  const overview = shown === null ? undefined : scope.pages.get(shown.page);
  return (
    <div className={styles.page}>
      <PageHeader
        title={text(page.label)}
        beside={<span className="muted keyboard-only">{t('keys')}</span>}
      />
      <div className={styles.columns}>
        <div className={styles.left}>
          <LookupBox page={page} words={words} onWords={setWords} onChoose={choose} input={input} />
          <IntakeForm
            key={`${round} ${phone}`}
            page={page}
            form={form}
            given={given}
            controls={controls}
            onAgain={begin}
            onSubmit={async (values) => {
              const record = await createRecord(scope.id, form.id, values, key.current);
              const title = titleOf(form, record);
              message.success(
                <>
                  {t('saved', { title })} {/* Messages stand outside of the router. */}
                  <Button
                    type="link"
                    size="small"
                    onClick={() => navigate(`/apps/${scope.id}/forms/${form.id}/${record.id}`)}
                  >
                    {t('open', { title })}
                  </Button>
                </>,
                8,
              );
              setTimeout(begin);
            }}
          />
        </div>
        <div>
          {shown && overview?.type === 'overview' ? (
            <OverviewView
              key={shown.id}
              page={overview}
              id={shown.id}
              usable={new Set(page.search.map((search) => search.form))}
              onUse={(formId, record) => void use(formId, record)}
            />
          ) : (
            <p className="muted">{t('choose_first')}</p>
          )}
        </div>
      </div>
    </div>
  );
}

/** The first field that still wants a word. */
function focusFirstEmpty(element: HTMLElement | null): void {
  const fields = [...(element?.querySelectorAll<HTMLElement>('[data-field]') ?? [])];
  for (const field of fields) {
    const typed = field.querySelector<HTMLInputElement | HTMLTextAreaElement>(
      'input[type="text"], input:not([type]), textarea',
    );
    if (typed?.value !== '' || typed.getAttribute('role') === 'combobox' || typed.readOnly) continue;
    typed.focus();
    return;
  }
}
