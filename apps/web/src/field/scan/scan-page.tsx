import { RightOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useAppScope } from '../../api/app-scope.js';
import { EmptyState } from '../../ui/empty-state.js';
import { CodeScanner } from '../../widgets/code-scanner.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { useGround, usePhone } from '../shell/phone-context.js';
import { titleOfWork } from '../today/work-list.js';
import { findScanned, type Scanned } from './find-scanned.js';
import styles from './scan.module.css';
import { scanWords } from './scan-words.js';

/** Any code on a device or part leads to what the phone knows of it. */
export function ScanPage() {
  const t = useWords(scanWords);
  const text = useText();
  const scope = useAppScope();
  const { store } = usePhone();
  const { page } = useGround();
  const [code, setCode] = useState<string | null>(null);
  const [found, setFound] = useState<Scanned[]>([]);
  const unknown = page.scan?.unknown;
  const draftForm = unknown && scope.access(unknown.form).create ? scope.forms.get(unknown.form) : undefined;
  if (code === null)
    return (
      <div className={styles.page}>
        <h1>{t('title')}</h1>
        <p className="muted">{t('hint')}</p>
        <CodeScanner
          onCode={(read) => {
            setFound(findScanned(read, page, store));
            setCode(read);
          }}
        />
      </div>
    );
  return (
    <div className={styles.page}>
      <h1 className="figures">{code}</h1>
      {found.length > 0 ? (
        <>
          <p className="muted">{t('found', { count: found.length })}</p>
          {found.map(({ form: id, record }) => {
            const form = scope.forms.get(id);
            return (
              <Link
                key={record.id}
                to={id === page.work.form ? `/work/${record.id}` : `/records/${id}/${record.id}`}
                className={styles.line}
              >
                <span>
                  {form && titleOfWork(form, record)}
                  <small className="muted">{text(form?.label)}</small>
                </span>
                <RightOutlined className="muted" />
              </Link>
            );
          })}
        </>
      ) : (
        <EmptyState
          title={t('unknown', { code })}
          hint={t('unknown_hint')}
          action={
            unknown && draftForm ? (
              <Link to={`/new/${unknown.form}?${new URLSearchParams({ [unknown.field]: code })}`}>
                <Button type="primary" size="large">
                  {t('draft', { form: text(draftForm.label) })}
                </Button>
              </Link>
            ) : null
          }
        />
      )}
      <Button size="large" block onClick={() => setCode(null)}>
        {t('again')}
      </Button>
    </div>
  );
}
