import type { RecordReference, RoutingBody, RoutingProposal, TourTotals } from '@fieldwork/api-contract';
import type { Routing, Text } from '@fieldwork/metadata';
import { may } from '@fieldwork/policy';
import {
  asItStands,
  describeTour,
  planByHand,
  type TourDay,
  type TourProblem,
  type Tours,
  type WhyUndone,
  whyUndone,
} from '@fieldwork/routing';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { Caller } from '../identity/caller.js';
import { SessionService } from '../identity/session.service.js';
import type { MatchingRoom } from '../matching/matching-room.js';
import { ProposalService } from '../matching/proposal.service.js';
import { AppRegistry } from '../metadata/app-registry.js';
import { forbidden, notFound, sentence } from '../platform/http/problem.js';
import { type JobContext, JobService } from '../platform/jobs/job.service.js';
import { runWorker } from '../platform/workers/run-worker.js';
import { RecordService } from '../records/record.service.js';
import { DayClock } from './day-clock.js';
import type { TourFacts } from './tour-facts.js';
import { type DayProblem, problemOf, undecided } from './tour-problem.js';
import { TourReader } from './tour-reader.js';
import type { TourTask } from './tour-worker.js';

const SPARE_MS = 10_000;
const usualSeconds = 10;

interface RoutingTask extends RoutingBody {
  app: string;
  routing: string;
}

const whyWords: Readonly<Record<WhyUndone | 'day_off', Text>> = {
  day_off: {
    'zh-CN': '当天休息，没有人上班；急单请手工安排',
    en: 'Nobody works on this day; what is urgent is planned by hand',
  },
  nobody: { 'zh-CN': '没有满足条件的人', en: 'Nobody meets its conditions' },
  too_late: {
    'zh-CN': '约定的时间内没有人能到',
    en: 'Nobody can be there in the time that was promised',
  },
  no_room: {
    'zh-CN': '当天已排满，只能挤掉更重要的工作',
    en: 'The day is full: it would take the place of what counts more',
  },
};

/** Plans the tours of a day in a thread of its own; what it proposes is written by whoever agrees. */
@Injectable()
export class RoutingService implements OnModuleInit {
  readonly #log = new Logger('Routing');

  constructor(
    private readonly registry: AppRegistry,
    private readonly proposals: ProposalService,
    private readonly reader: TourReader,
    private readonly records: RecordService,
    private readonly sessions: SessionService,
    private readonly jobs: JobService,
  ) {}

  onModuleInit(): void {
    this.jobs.on<RoutingTask>('routing.plan', (task, context) => this.#run(task, context));
  }

  /** Begins the search; its job's result is a `RoutingProposal`. */
  async start(caller: Caller, app: string, id: string, body: RoutingBody): Promise<string> {
    const { room, routing } = await this.#room(caller, app, id);
    // Whoever may not see who is away would plan for people who are not there.
    const policy = room.viewer.policy(routing.resources.away?.form ?? room.demandForm.id);
    if (policy && !may(policy, 'read')) throw forbidden();
    const data: RoutingTask = { ...body, app, routing: id };
    return this.reader.database.transaction((tx) =>
      this.jobs.start(tx, { kind: 'routing.plan', data, createdBy: caller.userId, app }),
    );
  }

  async #room(caller: Caller, app: string, id: string): Promise<{ room: MatchingRoom; routing: Routing }> {
    const found = await this.registry.find(app);
    const routing = found?.documents.routings.get(id);
    if (!routing) {
      const name = id.slice(0, 50);
      throw notFound(sentence(`没有路线规划 ${name}`, `There is no routing “${name}”`));
    }
    const room = await this.proposals.room(caller, app, routing.matching);
    return { room: { ...room, matching: undecided(room.matching, routing) }, routing };
  }

  async #run(task: RoutingTask, { createdBy, progress, signal }: JobContext): Promise<RoutingProposal> {
    const caller = createdBy === null ? null : await this.sessions.actingFor(createdBy);
    if (!caller) throw new Error('Whoever asked for the tours may no longer sign in');
    const { room, routing } = await this.#room(caller, task.app, task.routing);
    const clock = new DayClock(task.day, room.viewer.context.timeZone);
    const facts = await this.reader.read(room, routing, clock, task.recordIds);
    const now = clock.ofInstant(Date.parse(room.viewer.context.now));
    const day = problemOf(room.matching, facts, clock, now);
    const seconds = task.seconds ?? routing.seconds ?? usualSeconds;
    progress({ done: 0, total: facts.jobs.length });
    const byHand = planByHand(day.problem);
    const found = await this.#search({ problem: day.problem, first: day.first, seconds }, signal);
    // The search begins with what stands; by hand may still be better where its time is short.
    const best = found && found.cost <= byHand.cost ? found : byHand;
    return this.#show(room, facts, { day, best, byHand, clock, seconds, date: task.day });
  }

  async #search(task: TourTask, signal: AbortSignal): Promise<Tours | null> {
    if (task.problem.jobs.length === 0) return null;
    const milliseconds = task.seconds * 1000 + SPARE_MS;
    const file = new URL('./tour-worker.js', import.meta.url);
    return runWorker<Tours>(file, task, { milliseconds, signal }, (message) =>
      this.#log.warn(`The search for tours failed: ${message}`),
    );
  }

  async #show(
    room: MatchingRoom,
    facts: TourFacts,
    plan: { day: DayProblem; best: Tours; byHand: Tours; clock: DayClock; seconds: number; date: string },
  ): Promise<RoutingProposal> {
    const { problem, isGuess, scoreOf } = plan.day;
    const { best, byHand, clock } = plan;
    const { candidates } = facts.matched;
    const jobIds = facts.jobs.map(({ id }) => id);
    const titles = await this.records.titles(room.viewer, room.demandForm, jobIds);
    const names = await this.records.titles(
      room.viewer,
      room.candidateForm,
      candidates.map(({ id }) => id),
    );
    const record = (job: number): RecordReference => {
      const id = jobIds[job] ?? '';
      return { id, title: titles.get(id) ?? null };
    };
    const moment = (minute: number) => clock.toMoment(minute);
    let handedOver = 0;
    let moved = 0;
    const tours = best.tours.map((jobs, at) => {
      const day = describeTour(problem, at, jobs) as TourDay;
      const id = candidates[at]?.id ?? '';
      return {
        resource: { id, title: names.get(id) ?? null },
        stops: day.stops.map((stop) => {
          const former = problem.jobs[stop.job]?.former;
          if (former && former.resource !== at) handedOver += 1;
          if (former && Math.abs(former.start - stop.start) >= 1) moved += 1;
          return {
            record: record(stop.job),
            arrivalAt: moment(stop.arrival),
            startAt: moment(stop.start),
            endAt: moment(stop.end),
            km: tenths(stop.km),
            travelMinutes: Math.round(stop.travelMinutes),
            breaks: stop.pauses.map(({ from, to }) => ({ from: moment(from), to: moment(to) })),
            isGuess: isGuess(stop.job),
            score: scoreOf(stop.job, at),
            before: former
              ? { resource: candidates[former.resource]?.id ?? '', startAt: moment(former.start) }
              : null,
            version: Number(facts.jobs[stop.job]?.values.version ?? 0),
          };
        }),
        endAt: day.stops.length > 0 ? moment(day.end) : null,
        km: tenths(day.km),
        travelMinutes: Math.round(day.travelMinutes),
        workMinutes: Math.round(day.workMinutes),
        overtimeMinutes: Math.round(day.overtimeMinutes),
      };
    });
    const undone = best.undone.map((job) => {
      const found = whyUndone(problem, job);
      const why: keyof typeof whyWords = facts.isDayOff && found === 'nobody' ? 'day_off' : found;
      return { record: record(job), why, message: whyWords[why] };
    });
    return {
      day: plan.date,
      tours,
      undone,
      proposed: totalsOf(problem, best),
      asItStands: totalsOf(problem, asItStands(problem, plan.day.first)),
      byHand: totalsOf(problem, byHand),
      handedOver,
      moved,
      seconds: plan.seconds,
    };
  }
}

function totalsOf(problem: TourProblem, { tours, undone }: Tours): TourTotals {
  const days = tours.flatMap((jobs, at) => {
    const day = jobs.length > 0 ? describeTour(problem, at, jobs) : undefined;
    return day ? [day] : [];
  });
  const sum = (read: (day: TourDay) => number) => days.reduce((total, day) => total + read(day), 0);
  return {
    done: problem.jobs.length - undone.length,
    undone: undone.length,
    km: tenths(sum(({ km }) => km)),
    travelMinutes: Math.round(sum(({ travelMinutes }) => travelMinutes)),
    overtimeMinutes: Math.round(sum(({ overtimeMinutes }) => overtimeMinutes)),
    used: days.length,
  };
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
