import type {
  AssignmentProposal,
  ChoiceBody,
  ChoiceSummary,
  Proposal,
  SupposedTimes,
} from '@fieldwork/api-contract';
import type { Matching } from '@fieldwork/metadata';
import { useQuery } from '@tanstack/react-query';
import { call } from './client.js';

const path = (app: string, matching: string) => `/apps/${app}/matchings/${matching}`;

/** Who suits a record, read anew whenever records of its form change; `as`: were it at that time. */
export function useProposal(
  app: string,
  form: string,
  matching: string | null,
  recordId: string | null,
  as?: SupposedTimes,
) {
  return useQuery({
    queryKey: ['records', app, form, 'proposal', matching, recordId, as],
    queryFn: ({ signal }) =>
      call<Proposal>('POST', `${path(app, matching ?? '')}/proposals`, { body: { recordId, as }, signal }),
    enabled: matching !== null && recordId !== null,
    staleTime: 20_000,
    // What is known of the same record at another time stands until the answer is there.
    placeholderData: (before, query) => (query?.queryKey[5] === recordId ? before : undefined),
  });
}

/** As a matching would rank that is being designed. */
export function useTryOut(app: string, matching: Matching, recordId: string | null) {
  return useQuery({
    queryKey: ['matching-try-out', app, matching, recordId],
    queryFn: ({ signal }) =>
      call<Proposal>('POST', `${path(app, matching.id)}/try-out`, { body: { matching, recordId }, signal }),
    enabled: recordId !== null,
    retry: false,
    placeholderData: (before) => before,
  });
}

/** Keeps what is about to be chosen, with why; a 422 asks for the reason. */
export function keepChoice(
  app: string,
  matching: string,
  choice: ChoiceBody,
): Promise<{ id: string; difference: number | null }> {
  return call('POST', `${path(app, matching)}/choices`, { body: choice });
}

export function proposeMany(
  app: string,
  matching: string,
  recordIds: readonly string[],
): Promise<{ proposal: AssignmentProposal } | { job: string }> {
  return call('POST', `${path(app, matching)}/assignments`, { body: { recordIds } });
}

export function useChoiceSummary(app: string, matching: string, enabled: boolean) {
  return useQuery({
    queryKey: ['matching-choices', app, matching],
    queryFn: () => call<ChoiceSummary>('GET', `${path(app, matching)}/choices/summary`),
    enabled,
  });
}
