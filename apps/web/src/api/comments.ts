import type { CommentData, CommentsMeta, NewComment } from '@fieldwork/api-contract';
import { useQuery } from '@tanstack/react-query';
import { call, request } from './client.js';
import { queryClient } from './query-client.js';

/** The record that is spoken of. */
export interface Subject {
  app: string;
  form: string;
  record: string;
}

const pathOf = ({ app, form, record }: Subject) => `/apps/${app}/forms/${form}/records/${record}`;
const keyOf = ({ app, form, record }: Subject) => ['comments', app, form, record] as const;

/** Comments of a record, newest first, with whether one follows it. */
export function useComments(subject: Subject) {
  return useQuery({
    queryKey: keyOf(subject),
    queryFn: async () => {
      const answer = await request<CommentData[], CommentsMeta>('GET', `${pathOf(subject)}/comments`);
      return { comments: answer.data, ...(answer.meta as CommentsMeta) };
    },
  });
}

/** People who may be mentioned because they may read the record. */
export function findMentionable(subject: Subject, search: string): Promise<{ id: string; title: string }[]> {
  return call('GET', `${pathOf(subject)}/mentionable`, { query: { search } });
}

export async function addComment(subject: Subject, comment: NewComment): Promise<void> {
  await call<CommentData>('POST', `${pathOf(subject)}/comments`, { body: comment });
  await changed(subject);
}

export async function changeComment(
  subject: Subject,
  id: string,
  body: string,
  mentions: readonly string[],
): Promise<void> {
  await call('PATCH', `${pathOf(subject)}/comments/${id}`, { body: { body, mentions } });
  await changed(subject);
}

export async function takeBackComment(subject: Subject, id: string): Promise<void> {
  await call('DELETE', `${pathOf(subject)}/comments/${id}`);
  await changed(subject);
}

export async function setFollowing(subject: Subject, following: boolean): Promise<void> {
  await call('PUT', `${pathOf(subject)}/following`, { body: { following } });
  await changed(subject);
}

async function changed(subject: Subject): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: keyOf(subject) });
}
