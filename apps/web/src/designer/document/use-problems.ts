import {
  type AppDocuments,
  checkDocument,
  type Document,
  type DocumentByKind,
  type Issue,
  type Kind,
  parseDocument,
  type Role,
  withDocument,
} from '@fieldwork/metadata';
import { useDeferredValue, useMemo } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import { useAllDrafts } from '../api/drafts.js';

/** The published documents of the app, with the roles as they are being designed. */
export function useAppDocuments(): AppDocuments {
  const { id, data, forms, flows, reports, pages } = useAppScope();
  const { data: roles } = useAllDrafts(id, 'role');
  return useMemo(
    () => ({
      app: data.app,
      forms,
      flows,
      reports,
      pages,
      rules: new Map(),
      roles: new Map((roles ?? []).map(({ document }): [string, Role] => [document.id, document])),
    }),
    [data.app, forms, flows, reports, pages, roles],
  );
}

/** What is wrong with a draft, checked here and now by the same code that publishing runs. */
export function useProblems<K extends Kind>(kind: K, document: DocumentByKind[K]): readonly Issue[] {
  const documents = useAppDocuments();
  const settled = useDeferredValue(document);
  return useMemo(() => {
    const parsed = parseDocument(kind, settled);
    if (!parsed.document) return parsed.issues;
    const whole = parsed.document as Document;
    return checkDocument(whole, withDocument(documents, whole));
  }, [kind, settled, documents]);
}
