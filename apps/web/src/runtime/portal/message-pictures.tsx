import type { PortalWords } from '@fieldwork/api-contract';
import styles from './portal.module.css';
import { type PortalPlace, pictureUrl } from './portal-api.js';

/** The pictures of a message; other files by name, as they cannot be shown. */
export function MessagePictures({ place, files }: { place: PortalPlace; files: PortalWords['files'] }) {
  if (files.length === 0) return null;
  return (
    <div className={styles.pictures}>
      {files.map(({ id, name, isPicture }) => (
        <a key={id} href={pictureUrl(place, id)} target="_blank" rel="noreferrer">
          {isPicture ? <img src={pictureUrl(place, id)} alt={name} loading="lazy" /> : name}
        </a>
      ))}
    </div>
  );
}
