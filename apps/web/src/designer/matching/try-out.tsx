import type { Matching } from '@fieldwork/metadata';
import { Alert, Select } from 'antd';
import { useState } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import { useTryOut } from '../../api/matchings.js';
import { messageOf } from '../../api/problem.js';
import { useRecords } from '../../api/records.js';
import { titleOf } from '../../runtime/list/use-list.js';
import { TermBars } from '../../runtime/matching/term-bars.js';
import { Person } from '../../ui/person.js';
import { useSettled } from '../../ui/use-settled.js';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import parts from '../parts/parts.module.css';
import { Setting } from '../parts/setting.js';
import { matchingDesignWords } from './matching-design-words.js';

const shown = 5;

/** The ranking of a record as the draft makes it, while it is being written. */
export function TryOut({ matching, isInOrder }: { matching: Matching; isInOrder: boolean }) {
  const t = useWords(matchingDesignWords);
  const v = useWords(verbs);
  const text = useText();
  const scope = useAppScope();
  const form = scope.forms.get(matching.form);
  const [record, setRecord] = useState<string | null>(null);
  const settled = useSettled(matching);
  const { data: list } = useRecords(
    scope.id,
    matching.form,
    { pageSize: 30, count: 'none' },
    form !== undefined,
  );
  const { data, error } = useTryOut(scope.id, settled, isInOrder && settled === matching ? record : null);
  return (
    <Setting label={<h2>{t('try_out')}</h2>}>
      <Select
        aria-label={t('sample')}
        placeholder={t('sample')}
        showSearch={{ optionFilterProp: 'label' }}
        value={record}
        onChange={setRecord}
        options={(form && list ? list.records : []).map((one) => ({
          value: one.id,
          label: form
            ? `${titleOf(form, one)} ${String(form.subtitle ? (one[form.subtitle] ?? '') : '')}`
            : one.id,
        }))}
      />
      {error && <Alert type="error" title={messageOf(error)} />}
      {data?.ranked.length === 0 && <p className="muted">{t('nobody')}</p>}
      <div className={parts.rows}>
        {data?.ranked.slice(0, shown).map(({ candidate, score, terms }) => (
          <section key={candidate.id} className={parts.card}>
            <div className={parts.row}>
              <Person name={candidate.title ?? '?'} />
              <b className="figures">{score.toFixed(1)}</b>
            </div>
            <TermBars terms={terms} labels={data.matching.terms} />
          </section>
        ))}
        {data && data.excluded.length > 0 && (
          <p className="muted">
            {t('excluded', { count: data.excluded.length })}
            {v('colon')}
            {data.excluded
              .slice(0, shown)
              .map(
                ({ candidate, failed }) =>
                  `${candidate.title}（${failed.map(({ label }) => text(label)).join(v('comma'))}）`,
              )
              .join(v('comma'))}
          </p>
        )}
      </div>
    </Setting>
  );
}
