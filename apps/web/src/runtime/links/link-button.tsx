import { QrcodeOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import { renewPublicLink, usePublicLinks } from '../../api/intake.js';
import { useRecordAccess } from '../../api/records.js';
import { useWords } from '../../words/words.js';
import { linkWords } from './link-words.js';

const LinkDialog = lazy(async () => ({ default: (await import('./link-dialog.js')).LinkDialog }));

/** Shows the QR codes of a record, where the app has public forms that are about such records. */
export function LinkButton({ form, record, title }: { form: string; record: string; title: string }) {
  const t = useWords(linkWords);
  const { id: app } = useAppScope();
  const canChange = useRecordAccess(form, record).update;
  const { data: links = [] } = usePublicLinks(app, form, record, true);
  const [isOpen, setOpen] = useState(false);
  if (links.length === 0) return null;
  return (
    <>
      <Tooltip title={t('code')}>
        <Button icon={<QrcodeOutlined />} aria-label={t('code')} onClick={() => setOpen(true)} />
      </Tooltip>
      {isOpen && (
        <Suspense fallback={null}>
          <LinkDialog
            links={links}
            title={title}
            renew={canChange ? (channel) => renewPublicLink(app, form, record, channel) : undefined}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  );
}
