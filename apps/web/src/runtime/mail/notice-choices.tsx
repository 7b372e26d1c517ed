import { type NoticePreference, noticeKinds } from '@fieldwork/api-contract';
import { Segmented, Select } from 'antd';
import { setNoticePreference, useNoticePreference } from '../../api/mail.js';
import { useAction } from '../../ui/use-action.js';
import { useWords } from '../../words/words.js';
import { mailWords } from './mail-words.js';

const ways = ['none', 'each', 'daily'] as const;

/** What one wants to hear by mail. */
export function NoticeChoices() {
  const t = useWords(mailWords);
  const { data } = useNoticePreference();
  const [save] = useAction((next: NoticePreference) => setNoticePreference(next));
  if (!data) return null;
  const { mail, muted, isPossible } = data;
  return (
    <>
      <h2>{t('by_mail')}</h2>
      {!isPossible && <p className="muted">{t('impossible')}</p>}
      <Segmented
        aria-label={t('by_mail')}
        value={mail}
        onChange={(next) => void save({ mail: next, muted })}
        options={ways.map((value) => ({ value, label: t(`mail_${value}`) }))}
      />
      {mail !== 'none' && (
        <div style={{ display: 'grid', gap: 4, marginTop: 12 }}>
          {t('muted')}
          <Select
            mode="multiple"
            aria-label={t('muted')}
            value={muted}
            onChange={(next) => void save({ mail, muted: next })}
            options={noticeKinds.map((value) => ({ value, label: t(`notice_${value}`) }))}
          />
        </div>
      )}
    </>
  );
}
