import { type Context, evaluateCondition } from '@fieldwork/expression';
import type { Form, Matching } from '@fieldwork/metadata';
import { type Between, type Candidate, type Demand, factsOf } from './candidate.js';
import { type PairFacts, programOf, scopeOf } from './program.js';
import { type Requirement, requirementOf } from './requirement.js';
import { type ScoredTerm, scoreOf } from './score.js';

export interface Ranked {
  candidate: string;
  /** 0…100. */
  score: number;
  terms: ScoredTerm[];
}
export interface Failed extends Requirement {
  constraint: string;
}
export interface Excluded {
  candidate: string;
  failed: Failed[];
}
export interface Ranking {
  /** The best first; equal ones by id. */
  ranked: Ranked[];
  excluded: Excluded[];
}

export interface MatchContext {
  forms: ReadonlyMap<string, Form>;
  context: Context;
  between: (demand: Demand, candidate: Candidate) => Between;
}

/** Everybody's place for one demand: those who can, with what their score is made of, and why the others cannot. */
export function match(
  matching: Matching,
  demand: Demand,
  candidates: readonly Candidate[],
  around: MatchContext,
): Ranking {
  const ranked: Ranked[] = [];
  const excluded: Excluded[] = [];
  for (const candidate of candidates) {
    const facts = factsOf(demand, candidate, around.between(demand, candidate));
    const failed = failuresOf(matching, facts, around);
    if (failed.length > 0) excluded.push({ candidate: candidate.id, failed });
    else ranked.push({ candidate: candidate.id, ...ratingOf(matching, facts, around) });
  }
  ranked.sort((a, b) => b.score - a.score || (a.candidate < b.candidate ? -1 : 1));
  return { ranked, excluded };
}

type Surroundings = Pick<MatchContext, 'forms' | 'context'>;

/** Whether a pair meets every constraint. */
export function fitsTogether(matching: Matching, facts: PairFacts, around: Surroundings): boolean {
  const scope = scopeOf(programOf(matching, around.forms), facts, around.context);
  return matching.constraints.every(({ must }) => evaluateCondition(must as never, scope));
}

/** The constraints a pair does not meet, each with what would have to change. */
export function failuresOf(matching: Matching, facts: PairFacts, around: Surroundings): Failed[] {
  const program = programOf(matching, around.forms);
  const scope = scopeOf(program, facts, around.context);
  return matching.constraints
    .filter(({ must }) => !evaluateCondition(must as never, scope))
    .map(({ id, must }) => ({ constraint: id, ...requirementOf(program, must, facts, around.context) }));
}

export function ratingOf(
  matching: Matching,
  facts: PairFacts,
  around: Surroundings,
): Omit<Ranked, 'candidate'> {
  return scoreOf(matching, scopeOf(programOf(matching, around.forms), facts, around.context));
}
