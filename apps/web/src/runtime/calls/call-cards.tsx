import { PhoneOutlined } from '@ant-design/icons';
import type { CallData } from '@fieldwork/api-contract';
import { fieldOf } from '@fieldwork/metadata';
import { Button } from 'antd';
import { useNavigate } from 'react-router';
import { AppScope } from '../../api/app-scope.js';
import { useAppData } from '../../api/apps.js';
import { answerCall } from '../../api/intake.js';
import { useAction } from '../../ui/use-action.js';
import { isEmptyValue, widgetOf } from '../../widgets/registry.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { titleOf } from '../list/use-list.js';
import { callWords } from './call-words.js';
import styles from './calls.module.css';

/** Calls that ring for whoever is signed in, as cards over every page. */
export function CallCards({ calls }: { calls: readonly CallData[] }) {
  const t = useWords(callWords);
  return (
    <section className={styles.cards} aria-label={t('calls')} aria-live="assertive">
      {calls.map((call) => (
        <CallCard key={call.id} call={call} />
      ))}
    </section>
  );
}

function CallCard({ call }: { call: CallData }) {
  const t = useWords(callWords);
  const navigate = useNavigate();
  const [take, isTaking] = useAction(async () => {
    await answerCall(call.id, 'accepted');
    navigate(`/apps/${call.app}/pages/${call.intake}?phone=${encodeURIComponent(call.caller)}`);
  });
  const [miss, isMissing] = useAction(() => answerCall(call.id, 'missed'));
  return (
    <article className={styles.card}>
      <div className="muted">
        <PhoneOutlined /> {t('ringing')}
      </div>
      <div className={styles.who}>
        <span className={styles.number}>{call.caller}</span>
        <Caller call={call} />
      </div>
      <div className={styles.buttons}>
        <Button type="primary" loading={isTaking} onClick={() => void take()}>
          {t('take')}
        </Button>
        <Button loading={isMissing} onClick={() => void miss()}>
          {t('miss')}
        </Button>
      </div>
    </article>
  );
}

/** Who it is, with what the intake page shows of such a record: 王女士 · 绿洲酒店 · VIP. */
function Caller({ call: { app, hit, intake } }: { call: CallData }) {
  const t = useWords(callWords);
  const text = useText();
  const { data } = useAppData(app);
  if (!hit) return <span className="muted">{t('unknown')}</span>;
  const form = data?.forms.find(({ id }) => id === hit.form);
  const page = data?.pages.find(({ id }) => id === intake);
  if (!form || !data) return null;
  const search = page?.type === 'intake' ? page.search.find(({ id }) => id === hit.search) : undefined;
  const fields = (search?.shown ?? []).flatMap((path) => fieldOf(form, path) ?? []);
  // The card stands outside of the app that it is about.
  return (
    <AppScope data={data}>
      <b>{titleOf(form, hit.record)}</b>
      <span className="muted">{text(form.label)}</span>
      {fields.map((field) => {
        const { Display } = widgetOf(field);
        const value = hit.record[field.id];
        return isEmptyValue(value) ? null : (
          <span key={field.id}>
            <Display field={field} value={value} place="cell" />
          </span>
        );
      })}
    </AppScope>
  );
}
