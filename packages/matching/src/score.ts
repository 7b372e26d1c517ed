import { evaluate, type Scope } from '@fieldwork/expression';
import type { Matching, MatchingTerm } from '@fieldwork/metadata';

/** What one term says of a candidate. `scaled` 0…1, `points` its share of 100. */
export interface ScoredTerm {
  id: string;
  value: string | null;
  scaled: number;
  weight: number;
  points: number;
}

/** Enough digits that sums agree whoever adds them. */
export function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

/** Brings a value to 0…1 between the bounds of its term. */
export function scaledBy(term: MatchingTerm, value: string | null): number {
  if (value === null) return term.empty ?? 0;
  const share = (Number(value) - term.min) / (term.max - term.min);
  const inside = Math.min(1, Math.max(0, Number.isFinite(share) ? share : 0));
  return rounded(term.better === 'higher' ? inside : 1 - inside);
}

/** 0…100, and the terms it is the sum of. */
export function scoreOf(matching: Matching, scope: Scope): { score: number; terms: ScoredTerm[] } {
  const total = matching.terms.reduce((sum, { weight }) => sum + weight, 0);
  const terms = matching.terms.map((term): ScoredTerm => {
    const value = numberText(evaluate(term.value as never, scope));
    const scaled = scaledBy(term, value);
    const points = total === 0 ? 0 : rounded((100 * term.weight * scaled) / total);
    return { id: term.id, value, scaled, weight: term.weight, points };
  });
  return { score: rounded(terms.reduce((sum, { points }) => sum + points, 0)), terms };
}

function numberText(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
