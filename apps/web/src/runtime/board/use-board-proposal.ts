import type { Proposal } from '@fieldwork/api-contract';
import type { Timeline } from '@fieldwork/metadata';
import { useAppScope } from '../../api/app-scope.js';
import { useProposal } from '../../api/matchings.js';
import type { Work } from './board-model.js';
import { type BoardTime, instantOf, minutesOf, wallOf } from './board-time.js';
import { type Placing, timesOf } from './place-work.js';

/**
 * Who suits the work at hand: at the time it was just put to, at its own, else on the day that is shown: then the middle
 * of the day stands for a time that is not known yet. On a working day that is today the question is who could go now.
 */
export function useBoardProposal(
  page: Timeline,
  time: BoardTime,
  matching: string | null,
  { work, asking }: { work: Work | null; asking: Placing | null },
): Proposal | undefined {
  const scope = useAppScope();
  const [day = ''] = time.days;
  const isOther = time.days.length === 1 && day !== wallOf(Date.now(), time.timeZone).day;
  const isThought = work !== null && work.start === null && (isOther || time.daysOff.has(day));
  const thought = () => {
    const noon = (minutesOf(time.from) + minutesOf(time.to)) / 2;
    const start = instantOf(day, '00:00', time.timeZone) + noon * 60_000;
    return timesOf(page, { start, minutes: work?.minutes ?? 0 });
  };
  const as = asking ? timesOf(page, asking) : isThought ? thought() : undefined;
  return useProposal(scope.id, page.records.form, matching, work?.id ?? null, as).data;
}
