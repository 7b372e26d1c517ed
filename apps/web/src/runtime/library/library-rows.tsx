import type { LibraryRow, TextPiece } from '@fieldwork/api-contract';
import styles from './library.module.css';

interface LibraryRowsProps {
  rows: readonly LibraryRow[];
  /** What was looked for, so that the way back leads to it. */
  query?: string;
  /** Where the page they stand on must not be left. */
  isBeside?: boolean;
}

/** Records of a library, each with where the words stand or how it begins. */
export function LibraryRows({ rows, query = '', isBeside = false }: LibraryRowsProps) {
  return (
    <ul className={styles.rows}>
      {rows.map(({ id, title, excerpt, path }) => (
        <li key={id}>
          <a
            className={styles.row}
            href={`${path}${query}`}
            {...(isBeside ? { target: '_blank', rel: 'noreferrer' } : {})}
          >
            <strong>{title}</strong>
            {excerpt.length > 0 && (
              <span className={styles.excerpt}>
                <Excerpt pieces={excerpt} />
              </span>
            )}
          </a>
        </li>
      ))}
    </ul>
  );
}

function Excerpt({ pieces }: { pieces: readonly TextPiece[] }) {
  let at = 0;
  return pieces.map(({ text, hit }) => {
    const key = at;
    at += text.length;
    return hit ? <mark key={key}>{text}</mark> : <span key={key}>{text}</span>;
  });
}
