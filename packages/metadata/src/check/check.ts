import type { Issue } from '@fieldwork/expression';
import {
  type AppDocuments,
  type Document,
  type DocumentByKind,
  type Kind,
  kinds,
  type PartKind,
  partKinds,
} from '../documents/kinds.js';
import { isNamedIn, withoutMentions } from '../mentions.js';
import { checkCalendar } from './check-calendar.js';
import { checkChannel } from './check-channel.js';
import { checkConnector } from './check-connector.js';
import { checkDeadline } from './check-deadline.js';
import { checkDecisionTable } from './check-decision-table.js';
import { checkFlow } from './check-flow.js';
import { checkForm } from './check-form.js';
import { checkLedger } from './check-ledger.js';
import { checkMatching } from './check-matching.js';
import { checkApp, checkRole } from './check-others.js';
import { checkPage } from './check-page.js';
import { checkKpi, checkReport } from './check-report.js';
import { checkRouting } from './check-routing.js';
import { checkRule } from './check-rule.js';

type Checker<K extends Kind> = (document: DocumentByKind[K], documents: AppDocuments) => Issue[];

const checkers: { [K in Kind]: Checker<K> } = {
  app: checkApp,
  form: checkForm,
  flow: checkFlow,
  rule: checkRule,
  report: checkReport,
  page: checkPage,
  role: checkRole,
  kpi: checkKpi,
  calendar: checkCalendar,
  decision_table: checkDecisionTable,
  deadline: checkDeadline,
  matching: checkMatching,
  channel: checkChannel,
  ledger: checkLedger,
  routing: checkRouting,
  connector: checkConnector,
};

/** What is wrong with one document among the others of its app: broken references, types, circles, dead ends. */
export function checkDocument(document: Document, documents: AppDocuments): Issue[] {
  return (checkers[document.kind] as Checker<Kind>)(document, documents);
}

/** Checks every document of an app; each path begins with the folder and the id of the document. */
export function checkAll(documents: AppDocuments): Issue[] {
  return allDocuments(documents).flatMap((document) =>
    checkDocument(document, documents).map((found) => ({
      ...found,
      path: [kinds[document.kind].folder, document.id, ...found.path],
    })),
  );
}

export function allDocuments(documents: AppDocuments): Document[] {
  return [
    documents.app,
    ...partKinds.flatMap((kind): Document[] => [...documents[kinds[kind].folder].values()]),
  ];
}

/** The same documents with one put in (or replaced): a draft among what is published. */
export function withDocument(documents: AppDocuments, document: Document): AppDocuments {
  if (document.kind === 'app') return { ...documents, app: document };
  const folder = kinds[document.kind].folder;
  return {
    ...documents,
    [folder]: new Map(documents[folder] as Map<string, Document>).set(document.id, document),
  };
}

/** The same documents without one, and without what only lists it (menu, rights). */
export function withoutDocument(documents: AppDocuments, gone: { kind: PartKind; id: string }): AppDocuments {
  const { folder } = kinds[gone.kind];
  const rest = new Map(documents[folder] as Map<string, Document>);
  rest.delete(gone.id);
  const left = { ...documents, [folder]: rest } as AppDocuments;
  return {
    ...left,
    app: withoutMentions(left.app, gone),
    roles: new Map([...left.roles].map(([id, role]) => [id, withoutMentions(role, gone)])),
  };
}

/** Documents that refer to this one: they would no longer be in order without it, or name it in an expression. */
export function usersOf(gone: { kind: PartKind; id: string }, documents: AppDocuments): Document[] {
  const after = withoutDocument(documents, gone);
  const now = new Map(allDocuments(after).map((one) => [`${one.kind} ${one.id}`, one]));
  return allDocuments(documents).filter((document) => {
    const left = now.get(`${document.kind} ${document.id}`);
    if (!left) return false;
    const found = checkDocument(left, after).length;
    return found > checkDocument(document, documents).length || isNamedIn(left, gone);
  });
}

/** Groups loose documents into an app; a document of the kind `app` must be among them. */
export function collectDocuments(list: readonly Document[]): AppDocuments | null {
  const app = list.find((document) => document.kind === 'app');
  if (!app) return null;
  const folders = partKinds.map((kind) => [
    kinds[kind].folder,
    new Map(list.filter((document) => document.kind === kind).map((document) => [document.id, document])),
  ]);
  return { app, ...Object.fromEntries(folders) } as AppDocuments;
}
