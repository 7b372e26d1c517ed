import type { AppDocuments } from '@fieldwork/metadata';
import type { Statement } from './statement.js';
import type { Viewer } from './viewer.js';

/** Statements compiled once per published revision, set of rights and question; the oldest go when there are many. */
export class KeptStatements {
  readonly #byRevision = new WeakMap<AppDocuments, Map<string, Statement>>();

  constructor(private readonly most: number) {}

  of(viewer: Viewer, question: string, compile: () => Statement): Statement {
    let statements = this.#byRevision.get(viewer.documents);
    if (!statements) {
      statements = new Map();
      this.#byRevision.set(viewer.documents, statements);
    }
    const key = `${viewer.key} ${question}`;
    const found = statements.get(key);
    if (found) return found;
    const statement = compile();
    if (statements.size >= this.most) statements.delete(statements.keys().next().value as string);
    statements.set(key, statement);
    return statement;
  }
}
