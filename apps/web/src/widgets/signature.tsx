import { EditOutlined, HighlightOutlined, WarningFilled } from '@ant-design/icons';
import { changedSince, type Form, fieldOf, type SignatureValue } from '@fieldwork/metadata';
import { Button } from 'antd';
import { lazy, Suspense, useContext, useState } from 'react';
import { useAppScope } from '../api/app-scope.js';
import { exactMoment } from '../ui/moment.js';
import { useText } from '../words/texts.js';
import { verbs } from '../words/verbs.js';
import { useWords } from '../words/words.js';
import { RecordValues } from './record-values.js';
import type { DisplayProps, InputProps, Widget } from './widget.js';
import { widgetWords } from './widget-words.js';
import styles from './widgets.module.css';

const SignaturePad = lazy(async () => ({ default: (await import('./signature-pad.js')).SignatureSheet }));

export function signatureOf(value: unknown): SignatureValue | null {
  return typeof value === 'object' && value !== null && 'path' in value ? (value as SignatureValue) : null;
}

/** The drawn name, as a picture that stays sharp. */
function Strokes({ signature }: { signature: SignatureValue }) {
  const t = useWords(widgetWords);
  return (
    <svg
      className={styles.strokes}
      viewBox={`0 0 ${signature.width} ${signature.height}`}
      role="img"
      aria-label={signature.signer ?? t('signature')}
    >
      <path
        d={signature.path}
        fill="none"
        stroke="currentColor"
        strokeWidth={3}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}

/** Names what was signed and has changed since. */
function ChangedSince({
  form,
  signature,
  values,
}: {
  form: Form;
  signature: SignatureValue;
  values: InputProps['values'];
}) {
  const t = useWords(widgetWords);
  const v = useWords(verbs);
  const text = useText();
  const changed = changedSince(form, signature, values);
  if (changed.length === 0) return null;
  return (
    <p className={styles.invalid} role="alert">
      <WarningFilled />{' '}
      {t('signature_void', {
        fields: changed.map((id) => text(fieldOf(form, id)?.label) || id).join(v('comma')),
      })}
    </p>
  );
}

function SignatureInput(props: InputProps) {
  const { field, value, values, onChange } = props;
  const t = useWords(widgetWords);
  const v = useWords(verbs);
  const scope = useAppScope();
  const [isOpen, setOpen] = useState(false);
  const kept = signatureOf(value);
  const form = [...scope.forms.values()].find((one) => one.fields.includes(field));
  const signer = field.signer === undefined ? undefined : values[field.signer];
  return (
    <div className={styles.signature}>
      {kept && <Strokes signature={kept} />}
      {kept && form && <ChangedSince form={form} signature={kept} values={values} />}
      {!props.isReadOnly && (
        <Button
          id={props.id}
          aria-describedby={props.describedBy}
          danger={props.isInvalid ?? false}
          icon={<EditOutlined />}
          onClick={() => setOpen(true)}
        >
          {t(kept ? 'sign_again' : 'sign')}
        </Button>
      )}
      {kept && !props.isReadOnly && (
        <Button type="text" onClick={() => onChange(null)}>
          {v('clear')}
        </Button>
      )}
      {isOpen && form && (
        <Suspense>
          <SignaturePad
            form={form}
            field={field}
            values={values}
            signer={typeof signer === 'string' ? signer : undefined}
            onCancel={() => setOpen(false)}
            onSigned={(signed) => {
              setOpen(false);
              onChange(signed);
            }}
          />
        </Suspense>
      )}
    </div>
  );
}

function SignatureDisplay({ field, value, place }: DisplayProps) {
  const scope = useAppScope();
  const record = useContext(RecordValues);
  const kept = signatureOf(value);
  if (!kept) return null;
  if (place === 'cell')
    return (
      <span className="figures">
        <HighlightOutlined /> {kept.signer ?? ''} {exactMoment(kept.at)}
      </span>
    );
  const form = [...scope.forms.values()].find((one) => one.fields.includes(field));
  return (
    <div className={styles.signature}>
      <Strokes signature={kept} />
      <p className="muted figures">
        {kept.signer} · {exactMoment(kept.at)} · <span title={kept.hash}>{kept.hash.slice(0, 12)}</span>
      </p>
      {form && record && <ChangedSince form={form} signature={kept} values={record} />}
    </div>
  );
}

export const signature: Widget = {
  Input: SignatureInput,
  Display: SignatureDisplay,
  icon: <HighlightOutlined />,
  columnWidth: 150,
  isGroup: true,
  isWide: true,
};
