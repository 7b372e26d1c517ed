import type { Values } from '@fieldwork/form-engine';
import { storableValues } from '@fieldwork/form-engine';
import { Button } from 'antd';
import { useMemo, useRef } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { useAppScope } from '../../api/app-scope.js';
import { newOrderedId } from '../../api/new-id.js';
import { type FormControls, FormRuntime } from '../../runtime/form/form-runtime.js';
import { narrowingOf } from '../../runtime/record/access-narrowing.js';
import { EmptyState } from '../../ui/empty-state.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { BackLine } from '../shell/back-line.js';
import { fieldWords } from '../shell/field-words.js';
import { usePhone } from '../shell/phone-context.js';
import styles from './order.module.css';
import { orderWords } from './order-words.js';

/** A new record made on the phone, with what is known of it; its id is final, its number comes when it is sent. */
export function NewPage() {
  const t = useWords(orderWords);
  const f = useWords(fieldWords);
  const text = useText();
  const { form: id = '' } = useParams();
  const [parameters] = useSearchParams();
  const scope = useAppScope();
  const { store, sync } = usePhone();
  const navigate = useNavigate();
  const controls = useRef<FormControls | null>(null);
  const form = scope.forms.get(id);
  const given = useMemo(() => Object.fromEntries(parameters), [parameters]);
  if (!form || !scope.access(form.id).create) return <EmptyState title={f('not_here')} />;
  const create = async (values: Values) => {
    const shown = controls.current?.run.store.state.values ?? values;
    const record = newOrderedId();
    const own = storableValues(form, { ...given, ...values }, scope.forms) as Record<string, unknown>;
    const filled = Object.fromEntries(Object.entries(own).filter(([, value]) => value !== null));
    await store.wish({
      wish: { name: 'record.create', form: form.id, id: record, values: filled },
      title:
        form.title && typeof shown[form.title] === 'string' ? String(shown[form.title]) : text(form.label),
      label: { 'zh-CN': `新建${text(form.label)}`, en: `New: ${text(form.label)}` },
      shown: Object.fromEntries(Object.keys(filled).map((key) => [key, shown[key] ?? null])),
    });
    sync.soon();
    navigate('/queue', { replace: true });
  };
  return (
    <div className={styles.page}>
      <BackLine to="/" onBack={() => navigate(-1)} title={t('new_record', { form: text(form.label) })} />
      <div className={styles.body}>
        <FormRuntime
          form={form}
          base={null}
          given={given}
          narrowing={narrowingOf(scope.access(form.id))}
          onSubmit={create}
        >
          {(found) => {
            controls.current = found;
            return null;
          }}
        </FormRuntime>
      </div>
      <div className={styles.bottom}>
        <Button type="primary" size="large" block onClick={() => void controls.current?.submit()}>
          {t('save')}
        </Button>
      </div>
    </div>
  );
}
