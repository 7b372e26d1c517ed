import type { Library } from '@fieldwork/metadata';
import { Empty } from 'antd';
import { useAppScope } from '../../api/app-scope.js';
import { useWords } from '../../words/words.js';
import { libraryWords } from './library-words.js';

/** The page as people inside open it: they are told where everybody reads it. */
export function LibraryInside({ page }: { page: Library }) {
  const t = useWords(libraryWords);
  const { id } = useAppScope();
  const path = `/l/${id}/${page.id}`;
  return (
    <Empty description={t('inside')}>
      <a href={path} target="_blank" rel="noreferrer">{`${location.origin}${path}`}</a>
    </Empty>
  );
}
