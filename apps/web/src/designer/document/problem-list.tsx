import {
  type AppDocuments,
  allDocuments,
  type Document,
  type Issue,
  kindOfFolder,
  kinds,
  localize,
} from '@fieldwork/metadata';
import { Link } from 'react-router';
import { useAppScope } from '../../api/app-scope.js';
import { useText } from '../../words/texts.js';
import { useLocale } from '../../words/words.js';
import styles from '../parts/parts.module.css';
import { useAppDocuments } from './use-problems.js';

interface ProblemListProps {
  problems: readonly Issue[];
  onChoose: (problem: Issue) => void;
  /** Some may be of other documents, which a change of this one would break: then their paths begin with folder and id. */
  withOthers?: boolean;
}

/** Problems of the document that is open, each leading to its place; then those of others, document by document. */
export function ProblemList({ problems, onChoose, withOthers = false }: ProblemListProps) {
  const locale = useLocale();
  const text = useText();
  const { id } = useAppScope();
  const documents = useAppDocuments();
  const own: Issue[] = [];
  const others = new Map<Document, Set<string>>();
  for (const problem of problems) {
    const document = withOthers ? documentOf(problem, documents) : undefined;
    const words = localize(problem.message, locale);
    if (!document) own.push(problem);
    else others.set(document, (others.get(document) ?? new Set()).add(words));
  }
  return (
    <div className={styles.problems}>
      {own.map((problem, index) => (
        <button key={`${problem.path.join('.')} ${index}`} type="button" onClick={() => onChoose(problem)}>
          {localize(problem.message, locale)}
        </button>
      ))}
      {[...others].map(([{ kind, id: document, label }, found]) => (
        <Link key={`${kind} ${document}`} to={`/apps/${id}/design/${kinds[kind].folder}/${document}`}>
          <b>
            {text(kinds[kind].label)} · {text(label)}
          </b>
          {[...found].map((words) => (
            <span key={words}>{words}</span>
          ))}
        </Link>
      ))}
    </div>
  );
}

/** Another document, which a path that begins with its folder and id names. */
function documentOf({ path: [folder, id] }: Issue, documents: AppDocuments): Document | undefined {
  const kind = kindOfFolder(String(folder));
  return kind && allDocuments(documents).find((one) => one.kind === kind && one.id === id);
}
