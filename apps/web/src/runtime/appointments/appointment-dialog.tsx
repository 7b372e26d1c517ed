import type { AppointmentWindow } from '@fieldwork/api-contract';
import { App, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import { promise, useAppointments } from '../../api/appointments.js';
import { recordsChanged } from '../../api/records.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useAction } from '../../ui/use-action.js';
import { Waiting } from '../../ui/waiting.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { appointmentWords } from './appointment-words.js';
import styles from './appointments.module.css';
import { useWindowWords } from './window-words.js';

interface AppointmentDialogProps {
  form: string;
  matching: string;
  record: string;
  onClose: () => void;
}

/** The days ahead with their windows; one that is full only with a reason, and only for whoever may. */
export function AppointmentDialog({ form, matching, record, onClose }: AppointmentDialogProps) {
  const t = useWords(appointmentWords);
  const v = useWords(verbs);
  const { message } = App.useApp();
  const { id: app } = useAppScope();
  const { data: offer, error } = useAppointments(app, form, matching, record);
  const words = useWindowWords(offer?.timeZone ?? 'UTC');
  const [window, setWindow] = useState<AppointmentWindow | null>(null);
  const [reason, setReason] = useState('');
  const [take, isTaking] = useAction(async (from: string | null) => {
    const why = reason.trim();
    try {
      await promise(app, matching, record, {
        from,
        ...(window && !window.isOpen && why ? { reason: why } : {}),
      });
      message.success(window && from ? t('done', { time: words.wholeOf(window) }) : t('cancelled'));
      onClose();
    } finally {
      await recordsChanged(app, form);
    }
  });
  const agreed = offer?.from && offer.to ? { from: offer.from, to: offer.to } : null;
  const isOver = window !== null && !window.isOpen;
  return (
    <Modal
      open
      width={640}
      title={t('title')}
      onCancel={onClose}
      footer={[
        agreed && offer?.canChoose && (
          <Button key="cancel" danger disabled={isTaking} onClick={() => void take(null)}>
            {t('cancel')}
          </Button>
        ),
        <Button key="close" onClick={onClose}>
          {v('close')}
        </Button>,
        <Button
          key="take"
          type="primary"
          loading={isTaking}
          disabled={!window || (isOver && reason.trim() === '')}
          onClick={() => void take(window?.from ?? null)}
        >
          {window ? `${t('take')} ${words.wholeOf(window)}` : t('take')}
        </Button>,
      ]}
    >
      {error && <ProblemNotice error={error} />}
      {!offer && !error && <Waiting />}
      {offer && (
        <>
          <p>{agreed ? t('agreed', { time: words.wholeOf(agreed) }) : t('none_agreed')}</p>
          {offer.days.length === 0 && <p className="muted">{offer.canChoose ? t('none') : t('closed')}</p>}
          <section className={styles.days} aria-label={t('windows')}>
            {offer.days.map(({ day, windows }) => (
              <div key={day} className={styles.day}>
                <span>
                  {words.dayOf(windows[0]?.from ?? day)}{' '}
                  <small className="muted">{words.weekdayOf(windows[0]?.from ?? day)}</small>
                </span>
                <span className={styles.windows}>
                  {windows.map((one) => (
                    <Button
                      key={one.from}
                      type={one.from === window?.from ? 'primary' : 'default'}
                      aria-pressed={one.from === window?.from}
                      disabled={!one.isOpen && !offer.mayOverbook}
                      className={one.isOpen ? '' : (styles.full ?? '')}
                      onClick={() => setWindow(one)}
                    >
                      {words.hoursOf(one)}
                      {!one.isOpen && <small> {t('full')}</small>}
                    </Button>
                  ))}
                </span>
              </div>
            ))}
          </section>
          {isOver && (
            <Input.TextArea
              autoFocus
              aria-label={t('why')}
              placeholder={t('why')}
              autoSize={{ minRows: 2 }}
              maxLength={500}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </>
      )}
    </Modal>
  );
}
