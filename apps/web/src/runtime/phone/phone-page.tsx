import { MobileOutlined } from '@ant-design/icons';
import type { FieldPage } from '@fieldwork/metadata';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useAppScope } from '../../api/app-scope.js';
import { EmptyState } from '../../ui/empty-state.js';
import { PageHeader } from '../../ui/page-header.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import shell from '../shell/shell.module.css';
import { phoneWords } from './phone-words.js';

/** A page for phones, seen in the workspace: the way to it. */
export function PhonePage({ page }: { page: FieldPage }) {
  const t = useWords(phoneWords);
  const text = useText();
  const scope = useAppScope();
  const path = `/field?app=${scope.id}&page=${page.id}`;
  const { data: picture } = useQuery({
    queryKey: ['qr', path],
    queryFn: async () =>
      (await import('qrcode')).toDataURL(location.origin + path, { width: 220, margin: 2 }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <main className={shell.page}>
      <PageHeader title={text(page.label)} />
      <EmptyState
        icon={picture ? <img src={picture} alt={t('code')} width={220} height={220} /> : <MobileOutlined />}
        title={t('title')}
        hint={t('hint')}
        action={
          <Button type="primary" href={path}>
            {t('open')}
          </Button>
        }
      />
    </main>
  );
}
