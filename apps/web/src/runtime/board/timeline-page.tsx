import type { Timeline } from '@fieldwork/metadata';
import { useMemo, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { useAppScope } from '../../api/app-scope.js';
import { EmptyState } from '../../ui/empty-state.js';
import { useIsPhone } from '../../ui/media.js';
import { PageHeader } from '../../ui/page-header.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { Waiting } from '../../ui/waiting.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import styles from './board.module.css';
import { BoardGrid } from './board-grid.js';
import { BoardTools } from './board-head.js';
import { BoardMap } from './board-map.js';
import type { Work } from './board-model.js';
import { instantOf, wallOf } from './board-time.js';
import { boardWords } from './board-words.js';
import { conflictsOf } from './conflicts.js';
import { PhoneBoard } from './phone-board.js';
import { PlanDialog } from './plan-dialog.js';
import { ProposeAllDialog } from './propose-all-dialog.js';
import { ToursDialog } from './tours-dialog.js';
import { useBoard } from './use-board.js';
import { useBoardDrag } from './use-board-drag.js';
import { useBoardProposal } from './use-board-proposal.js';
import { useBoardTime } from './use-board-time.js';
import { usePlacing } from './use-placing.js';
import { usePlanRights } from './use-plan-rights.js';
import { useWaitingFilter } from './use-waiting-filter.js';
import { WaitingList } from './waiting-list.js';
import { WhyDialog } from './why-dialog.js';

/** People × time: what waits is given to somebody, by drag or by dialog. */
export function TimelinePage({ page }: { page: Timeline }) {
  const t = useWords(boardWords);
  const text = useText();
  const scope = useAppScope();
  const navigate = useNavigate();
  const isPhone = useIsPhone();
  const [parameters, setParameters] = useSearchParams();
  const { timeZone } = scope;
  const day = parameters.get('day') ?? wallOf(Date.now(), timeZone).day;
  const span = parameters.get('span') === 'week' && !isPhone ? 'week' : 'day';
  const time = useBoardTime(page, day, span);
  const waitingFilter = useWaitingFilter(page);
  const board = useBoard(page, time, waitingFilter.narrowing);
  const form = scope.forms.get(page.records.form);
  const [selected, setSelected] = useState<Work | null>(null);
  const [planning, setPlanning] = useState<Work | null>(null);
  const [isProposing, setProposing] = useState(false);
  const [isMapShown, setMapShown] = useState(false);
  const [isTouring, setTouring] = useState(false);
  const placing = usePlacing(page, form);
  const { drag, begin } = useBoardDrag(time, ({ work, resource: id, start, minutes }) => {
    const resource = board.resources.find((one) => one.id === id);
    if (resource && start !== null) void placing.place({ work, resource, start, minutes });
  });
  const canUseMatching = scope.data.matchings.some(({ id }) => id === page.matching);
  const matching = canUseMatching ? (page.matching ?? null) : null;
  const current = drag?.work ?? planning ?? placing.asking?.work ?? selected;
  const proposal = useBoardProposal(page, time, matching, { work: current, asking: placing.asking });
  const conflicts = useMemo(
    () =>
      board.resources.flatMap((resource) =>
        conflictsOf(
          resource,
          board.works.filter((work) => work.resource === resource.id),
          board.absences.filter((absence) => absence.resource === resource.id),
          time,
        ).map((conflict) => ({ who: resource.name, conflict })),
      ),
    [board.resources, board.works, board.absences, time],
  );
  const shown = useMemo(() => [...board.waiting, ...board.works], [board.waiting, board.works]);
  const { mayPlan, mayPlanAny } = usePlanRights(page, shown);
  const address = (work: Work) => `/apps/${scope.id}/forms/${page.records.form}/${work.id}`;
  const show = (next: { day?: string; span?: string }) =>
    setParameters((before) => ({ ...Object.fromEntries(before), day, span, ...next }), { replace: true });
  if (board.error) return <ProblemNotice error={board.error} />;
  if (board.isPending) return <Waiting />;
  if (board.resources.length === 0) return <EmptyState title={t('no_people')} />;
  const earliest = Math.max(
    Date.now(),
    instantOf(time.days[0] ?? day, page.hours.from, timeZone) + 30 * 60_000,
  );
  return (
    <div className={styles.page}>
      <PageHeader
        title={text(page.label)}
        beside={
          <BoardTools
            day={day}
            span={span}
            timeZone={timeZone}
            conflicts={conflicts}
            isDayOff={span === 'day' && time.daysOff.has(day)}
            hasMap={page.map === true && !isPhone}
            isMapShown={isMapShown}
            onDay={(next) => show({ day: next })}
            onSpan={(next) => show({ span: next })}
            onMap={() => setMapShown(!isMapShown)}
            onTours={page.routing && mayPlanAny && span === 'day' && !isPhone ? () => setTouring(true) : null}
          />
        }
      />
      {isPhone ? (
        <PhoneBoard
          {...board}
          filter={waitingFilter.line}
          time={time}
          mayPlan={mayPlan}
          onPlan={setPlanning}
        />
      ) : (
        <div className={`${styles.body} ${isMapShown ? styles.withMap : ''}`}>
          <WaitingList
            works={board.waiting}
            total={board.waitingCount}
            filter={waitingFilter.line}
            selected={current?.id ?? null}
            mayPlan={mayPlan}
            onBegin={begin}
            onSelect={setSelected}
            onPlan={setPlanning}
            onProposeAll={matching && mayPlanAny ? () => setProposing(true) : null}
          />
          <BoardGrid
            board={board}
            time={time}
            conflicts={conflicts.map(({ conflict }) => conflict)}
            proposal={current ? proposal : undefined}
            drag={drag}
            moving={placing.moving}
            selected={current?.id ?? null}
            promised={current?.window ?? null}
            mayMove={mayPlan}
            onBegin={begin}
            onSelect={setSelected}
            onPlan={setPlanning}
          />
          {isMapShown && (
            <BoardMap
              resources={board.resources}
              works={shown}
              selected={current?.id ?? null}
              onSelect={setSelected}
            />
          )}
        </div>
      )}
      {drag && (
        <div className={styles.ghost} style={{ left: drag.x, top: drag.y }}>
          {drag.start !== null && `${wallOf(drag.start, timeZone).clock} · `}
          {drag.work.title}
        </div>
      )}
      {planning && (
        <PlanDialog
          key={planning.id}
          work={planning}
          resources={board.resources}
          page={page}
          matching={matching}
          day={day}
          timeZone={timeZone}
          address={address(planning)}
          canPlan={mayPlan(planning)}
          onPlace={placing.place}
          onClose={() => setPlanning(null)}
        />
      )}
      {placing.asking && (
        <WhyDialog
          candidate={placing.asking.resource}
          proposal={proposal}
          onCancel={placing.stopAsking}
          onGiven={async (reason) => {
            if (placing.asking && (await placing.place({ ...placing.asking, reason }))) setPlanning(null);
          }}
        />
      )}
      {isTouring && form && page.routing && (
        <ToursDialog
          page={page}
          form={form}
          routing={page.routing}
          day={day}
          timeZone={timeZone}
          works={shown}
          resources={board.resources}
          onClose={() => setTouring(false)}
        />
      )}
      {isProposing && form && matching && (
        <ProposeAllDialog
          page={page}
          form={form}
          matching={matching}
          works={board.waiting}
          planned={board.works}
          resources={board.resources}
          earliest={earliest}
          isDayOff={time.daysOff.has(wallOf(earliest, timeZone).day)}
          onClose={() => {
            setProposing(false);
            void navigate({ search: parameters.toString() }, { replace: true });
          }}
        />
      )}
    </div>
  );
}
