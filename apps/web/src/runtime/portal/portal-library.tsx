import type { PortalData } from '@fieldwork/api-contract';
import { usePublicText } from '../public/public-text.js';
import styles from './portal.module.css';

/** Where something can be read that may help at once. */
export function PortalLibrary({ library }: Pick<PortalData, 'library'>) {
  const text = usePublicText();
  if (!library) return null;
  return (
    <a className={styles.link} href={library.path}>
      {text(library.label)}
    </a>
  );
}
