import type { Portal } from '@fieldwork/metadata';
import { Empty } from 'antd';
import { Link } from 'react-router';
import { useAppScope } from '../../api/app-scope.js';
import { useWords } from '../../words/words.js';
import { portalWords } from './portal-words.js';

/** The page as people inside open it: it is each record's own, so they are led to the records. */
export function PortalInside({ page }: { page: Portal }) {
  const t = useWords(portalWords);
  const { id } = useAppScope();
  return (
    <Empty description={t('inside')}>
      <Link to={`/apps/${id}/forms/${page.form}`}>{t('to_records')}</Link>
    </Empty>
  );
}
