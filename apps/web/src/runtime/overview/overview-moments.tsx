import type { OverviewMoment } from '@fieldwork/api-contract';
import { fieldOf, type Overview } from '@fieldwork/metadata';
import { Link } from 'react-router';
import { useAppScope } from '../../api/app-scope.js';
import { Ago } from '../../ui/moment.js';
import { isEmptyValue, widgetOf } from '../../widgets/registry.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { titleOf } from '../list/use-list.js';
import styles from './overview.module.css';
import { overviewWords } from './overview-words.js';

/** What happened with everything around one record, newest first. */
export function OverviewMoments({ page, moments }: { page: Overview; moments: readonly OverviewMoment[] }) {
  const t = useWords(overviewWords);
  return (
    <section>
      <h2>{t('timeline')}</h2>
      {moments.length === 0 ? (
        <p className="muted">{t('nothing_yet')}</p>
      ) : (
        <ol className={styles.moments}>
          {moments.map((moment, index) => (
            <Moment key={`${moment.source} ${moment.record.id} ${index}`} page={page} moment={moment} />
          ))}
        </ol>
      )}
    </section>
  );
}

function Moment({ page, moment }: { page: Overview; moment: OverviewMoment }) {
  const t = useWords(overviewWords);
  const text = useText();
  const scope = useAppScope();
  const source = page.timeline?.find(({ id }) => id === moment.source);
  const form = scope.forms.get(moment.form);
  if (!source || !form) return null;
  const { record, comment } = moment;
  const state = source.state === undefined ? undefined : fieldOf(form, source.state);
  const State = state && widgetOf(state).Display;
  const words = source.text === undefined ? null : record[source.text];
  return (
    <li className={styles.moment}>
      <div className={styles.momentHead}>
        <span className="muted">{text(form.label)}</span>
        <Link to={`/apps/${scope.id}/forms/${form.id}/${record.id}`}>{titleOf(form, record)}</Link>
        {!comment && state && State && !isEmptyValue(record[state.id]) && (
          <State field={state} value={record[state.id]} place="cell" />
        )}
        <span className="muted">
          <Ago at={moment.at} />
        </span>
      </div>
      {comment ? (
        <div>
          {t('said', { who: comment.by ?? '?', what: comment.body })}
          {comment.audience === 'customer' && <span className="muted"> · {t('for_customer')}</span>}
        </div>
      ) : (
        typeof words === 'string' && <div>{words}</div>
      )}
    </li>
  );
}
