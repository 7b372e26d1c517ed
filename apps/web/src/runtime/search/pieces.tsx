import type { TextPiece } from '@fieldwork/api-contract';
import styles from './search.module.css';

/** A text in which what was looked for stands out. */
export function Pieces({ pieces }: { pieces: readonly TextPiece[] }) {
  let at = 0;
  return (
    <>
      {pieces.map(({ text, hit }) => {
        const key = at;
        at += text.length;
        return hit ? (
          <mark key={key} className={styles.hit}>
            {text}
          </mark>
        ) : (
          <span key={key}>{text}</span>
        );
      })}
    </>
  );
}
