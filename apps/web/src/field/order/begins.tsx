import { PlusOutlined, RightOutlined } from '@ant-design/icons';
import type { RecordData } from '@fieldwork/api-contract';
import type { FieldBegin } from '@fieldwork/metadata';
import { Link } from 'react-router';
import { useText } from '../../words/texts.js';
import { useGround, usePhone, useSnapshot } from '../shell/phone-context.js';
import type { FieldStore } from '../store/field-store.js';
import { holds } from '../store/local-source.js';
import styles from './order.module.css';

/** Whether the caller may begin it, and whether it stands on this record. */
export function mayBegin(begin: FieldBegin, record: RecordData | null, store: FieldStore): boolean {
  const { engines, snapshot } = store;
  const access = snapshot.ground?.app.access[begin.form];
  if (!engines?.forms.has(begin.form) || !access?.create) return false;
  if (begin.on === undefined) return record === null;
  const form = engines.forms.get(begin.on);
  return record !== null && form !== undefined && holds(form, begin.when, record, store);
}

interface BeginsProps {
  /** The record and its form; without it, what stands by itself. */
  on?: { form: string; record: RecordData };
  /** Only records of this form are begun here. */
  form?: string;
}

/** What can be begun here, each a line to press. */
export function Begins({ on, form }: BeginsProps) {
  const text = useText();
  const { store } = usePhone();
  const { page } = useGround();
  useSnapshot();
  const shown = (page.begin ?? []).filter(
    (begin) =>
      begin.on === on?.form &&
      (form === undefined || begin.form === form) &&
      mayBegin(begin, on?.record ?? null, store),
  );
  if (shown.length === 0) return null;
  return (
    <nav className={styles.steps}>
      {shown.map((begin) => (
        <Link
          key={begin.id}
          to={on ? `/begin/${begin.id}/${on.record.id}` : `/begin/${begin.id}`}
          className={styles.step}
        >
          <PlusOutlined className="muted" />
          <span className={styles.stepLabel}>{text(begin.label)}</span>
          <RightOutlined className="muted" />
        </Link>
      ))}
    </nav>
  );
}
