import {
  type AppDocuments,
  checkDocument,
  collectDocuments,
  type Document,
  type DocumentByKind,
  type Issue,
  type Kind,
  parseDocument,
  withDocument,
} from '@fieldwork/metadata';
import { useDeferredValue, useMemo } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import { useAllDrafts, usePublished } from '../api/drafts.js';

/** The published documents of the app of every kind, with the roles as they are being designed. */
export function useAppDocuments(): AppDocuments {
  const { id, data } = useAppScope();
  const { data: published } = usePublished(id, data.revision);
  const { data: roles } = useAllDrafts(id, 'role');
  return useMemo(
    () =>
      collectDocuments([
        data.app,
        ...(published ?? [...data.forms, ...data.flows, ...data.reports, ...data.pages]).filter(
          ({ kind }) => kind !== 'app' && kind !== 'role',
        ),
        ...(roles ?? []).map(({ document }) => document),
      ]) as AppDocuments,
    [data, published, roles],
  );
}

/** What is wrong with a draft, checked here and now by the same code that publishing runs. */
export function useProblems<K extends Kind>(kind: K, document: DocumentByKind[K]): readonly Issue[] {
  const { id, data } = useAppScope();
  const published = usePublished(id, data.revision);
  const roles = useAllDrafts(id, 'role');
  const isPending = published.isPending || roles.isPending;
  const documents = useAppDocuments();
  const settled = useDeferredValue(document);
  return useMemo(() => {
    const parsed = parseDocument(kind, settled);
    if (!parsed.document) return parsed.issues;
    const whole = parsed.document as Document;
    // What it refers to is still on its way: nobody is told that it is missing.
    return isPending ? [] : checkDocument(whole, withDocument(documents, whole));
  }, [kind, settled, documents, isPending]);
}
