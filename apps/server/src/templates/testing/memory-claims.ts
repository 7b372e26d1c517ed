import type { Context } from '@fieldwork/expression';
import { factsOf, fitsTogether } from '@fieldwork/matching';
import { type AppDocuments, idOf, type Matching } from '@fieldwork/metadata';
import type { Kept, MemoryRecords } from './memory-records.js';

interface Claim {
  record: Kept;
  user: string;
  context: Context;
}

/** The candidate that a user is, where he meets every constraint; in memory nobody has other work or is away. */
export function mayClaim(
  matching: Matching,
  records: MemoryRecords,
  { forms }: AppDocuments,
  { record, user, context }: Claim,
): string | null {
  const person = matching.person ?? '';
  const own = records.of(matching.candidates.form).find(({ values }) => idOf(values[person]) === user);
  if (!own) return null;
  const figures = Object.fromEntries((matching.figures ?? []).map(({ id }) => [id, '0']));
  const known = factsOf(
    { id: record.id, values: records.facts(record, context).values },
    { id: own.id, values: records.facts(own, context).values },
    { figures, distanceKm: null, travelMinutes: null },
  );
  return fitsTogether(matching, known, { forms, context }) ? own.id : null;
}
