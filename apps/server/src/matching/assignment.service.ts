import type { ApplyAssignmentBody, AssignmentBody, AssignmentProposal } from '@fieldwork/api-contract';
import {
  type Assignment,
  assignGreedily,
  modelOf,
  problemOf,
  readSolution,
  rowOf,
} from '@fieldwork/matching';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Caller } from '../identity/caller.js';
import { badRequest, notFound, Problem, sentence } from '../platform/http/problem.js';
import { type JobContext, JobService } from '../platform/jobs/job.service.js';
import { RecordService } from '../records/record.service.js';
import { AssignmentRoom } from './assignment-room.js';
import { MatchingReader } from './matching-reader.js';
import type { MatchingRoom } from './matching-room.js';
import { ProposalService, personOf } from './proposal.service.js';
import { Solver } from './solver.js';

/** More than this many records are matched as a job. */
const MOST_AT_ONCE = 100;
interface AssignmentTask extends AssignmentBody {
  app: string;
  matching: string;
}
export interface AppliedAssignment {
  done: number;
  refused: { recordId: string; message: { 'zh-CN': string; en: string } }[];
}

/** Many records matched together: to the optimum where the solver gets there, never worse than one by one. */
@Injectable()
export class AssignmentService implements OnModuleInit {
  constructor(
    private readonly proposals: ProposalService,
    private readonly reader: MatchingReader,
    private readonly records: RecordService,
    private readonly solver: Solver,
    private readonly jobs: JobService,
    private readonly room: AssignmentRoom,
  ) {}

  onModuleInit(): void {
    this.jobs.on<AssignmentTask>('matching.assign', (task, context) => this.#run(task, context));
  }

  /** The proposal, or the job that makes it. */
  async propose(
    caller: Caller,
    app: string,
    matching: string,
    body: AssignmentBody,
  ): Promise<{ proposal: AssignmentProposal } | { job: string }> {
    const room = await this.proposals.room(caller, app, matching);
    if (body.recordIds.length <= MOST_AT_ONCE)
      return { proposal: await this.#assign(room, body, () => undefined) };
    const data: AssignmentTask = { ...body, app, matching };
    const job = await this.room.database.transaction((tx) =>
      this.jobs.start(tx, { kind: 'matching.assign', data, createdBy: caller.userId, app }),
    );
    return { job };
  }

  /** Writes the choices to the records, each with the caller's rights; what is refused is said and does not hold up the rest. */
  async apply(
    caller: Caller,
    app: string,
    matching: string,
    { pairs }: ApplyAssignmentBody,
  ): Promise<AppliedAssignment> {
    const room = await this.proposals.room(caller, app, matching);
    const { field } = room.matching;
    if (field === undefined)
      throw badRequest(sentence('这个匹配没有设置写入的字段', 'This matching writes to no field'));
    const facts = await this.reader.read(this.room.database, room, []);
    const byId = new Map(facts.candidates.map((candidate) => [candidate.id, candidate]));
    const isReference = room.demandForm.fields.find(({ id }) => id === field)?.form !== undefined;
    const result: AppliedAssignment = { done: 0, refused: [] };
    for (const { recordId, candidateId } of pairs) {
      const candidate = byId.get(candidateId);
      const value = isReference ? candidate?.id : personOf(room.matching, candidate)?.id;
      try {
        if (value === undefined) throw notFound(sentence('没有这个候选人', 'There is no such candidate'));
        await this.records.update(room.opened.write, recordId, { [field]: value });
        result.done += 1;
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        const message = error.issues[0]?.message ?? error.detail ?? error.title;
        result.refused.push({ recordId, message });
      }
    }
    return result;
  }

  async #run(task: AssignmentTask, context: JobContext): Promise<AssignmentProposal> {
    const caller = await this.room.callerOf(context.createdBy);
    const room = await this.proposals.room(caller, task.app, task.matching);
    const total = task.recordIds.length;
    return this.#assign(room, task, (done) => context.progress({ done, total }), context.signal);
  }

  async #assign(
    room: MatchingRoom,
    { recordIds, seconds }: AssignmentBody,
    show: (done: number) => void,
    signal?: AbortSignal,
  ): Promise<AssignmentProposal> {
    const began = performance.now();
    const { matching, viewer } = room;
    const { demands, candidates, around } = await this.reader.read(this.room.database, room, [
      ...new Set(recordIds),
    ]);
    const rows: ReturnType<typeof rowOf>[] = [];
    for (const [index, demand] of demands.entries()) {
      rows.push(rowOf(matching, demand, index, candidates, around));
      show(index + 1);
      if (signal?.aborted) break;
      // Others are served between two rows.
      await new Promise((resolve) => setImmediate(resolve));
    }
    const problem = problemOf(rows, candidates.length);
    const greedy = assignGreedily(problem);
    const answer =
      problem.options.length === 0
        ? { values: null, isOptimal: true }
        : await this.solver.solve({ model: modelOf(problem), seconds, variables: problem.options.length });
    const solved = answer.values === null ? null : readSolution(problem, answer.values);
    const best: Assignment = solved && solved.total > greedy.total ? solved : greedy;
    const titles = await this.records.titles(
      viewer,
      room.demandForm,
      demands.map(({ id }) => id),
    );
    const names = await this.records.titles(
      viewer,
      room.candidateForm,
      candidates.map(({ id }) => id),
    );
    const record = (index: number) => {
      const id = demands[index]?.id ?? '';
      return { id, title: titles.get(id) ?? null };
    };
    const served = new Set(best.chosen.map(({ demand }) => demand));
    return {
      pairs: best.chosen.map(({ demand, candidate, score }) => {
        const one = candidates[candidate];
        const id = one?.id ?? '';
        return {
          record: record(demand),
          candidate: { id, title: names.get(id) ?? null },
          person: personOf(matching, one),
          score,
        };
      }),
      unassigned: demands.flatMap((_, index) => (served.has(index) ? [] : [record(index)])),
      total: Math.round(best.total * 100) / 100,
      greedyTotal: Math.round(greedy.total * 100) / 100,
      isOptimal: answer.isOptimal && (solved !== null || problem.options.length === 0),
      milliseconds: Math.round(performance.now() - began),
    };
  }
}
