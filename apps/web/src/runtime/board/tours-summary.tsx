import type { RoutingProposal, TourTotals } from '@fieldwork/api-contract';
import { useWords } from '../../words/words.js';
import { tourWords } from './tour-words.js';
import styles from './tours.module.css';

const rows = ['done', 'undone_count', 'km', 'travel', 'overtime', 'used'] as const;
type Row = (typeof rows)[number];
const read: Record<Row, (totals: TourTotals) => number> = {
  done: ({ done }) => done,
  undone_count: ({ undone }) => undone,
  km: ({ km }) => km,
  travel: ({ travelMinutes }) => travelMinutes,
  overtime: ({ overtimeMinutes }) => overtimeMinutes,
  used: ({ used }) => used,
};

/** The plan beside the day as it stands and beside one made by hand, figure by figure. */
export function ToursSummary({ proposal }: { proposal: RoutingProposal }) {
  const t = useWords(tourWords);
  const { proposed, asItStands, byHand, handedOver, moved } = proposal;
  return (
    <>
      <table className={styles.summary}>
        <thead>
          <tr>
            <th />
            {rows.map((row) => (
              <th key={row}>{t(row)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th>{t('proposed')}</th>
            {rows.map((row) => (
              <td key={row}>
                <b>{read[row](proposed)}</b>
              </td>
            ))}
          </tr>
          {asItStands.used > 0 && (
            <tr className="muted">
              <th title={t('standing_hint')}>{t('standing')}</th>
              {rows.map((row) => (
                <td key={row}>{read[row](asItStands)}</td>
              ))}
            </tr>
          )}
          <tr className="muted">
            <th title={t('by_hand_hint')}>{t('by_hand')}</th>
            {rows.map((row) => (
              <td key={row}>{read[row](byHand)}</td>
            ))}
          </tr>
        </tbody>
      </table>
      <p className="muted">
        {handedOver + moved === 0 ? t('undisturbed') : t('disturbed', { handedOver, moved })}
      </p>
    </>
  );
}
