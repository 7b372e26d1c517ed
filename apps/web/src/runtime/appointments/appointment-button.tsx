import { ScheduleOutlined } from '@ant-design/icons';
import type { RecordData } from '@fieldwork/api-contract';
import type { Form } from '@fieldwork/metadata';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import { useRecordAccess } from '../../api/records.js';
import { useWords } from '../../words/words.js';
import { appointmentWords } from './appointment-words.js';

const AppointmentDialog = lazy(async () => ({
  default: (await import('./appointment-dialog.js')).AppointmentDialog,
}));

/** Offers times for a record, where a matching promises them. */
export function AppointmentButton({ form, record }: { form: Form; record: RecordData }) {
  const t = useWords(appointmentWords);
  const scope = useAppScope();
  const [isAsking, setAsking] = useState(false);
  const matching = scope.data.matchings.find((one) => one.form === form.id && one.appointments !== null);
  // Whoever does not see what was promised offers nothing.
  const access = useRecordAccess(form.id, record.id);
  const isSeen = matching?.appointments && Object.hasOwn(record, matching.appointments.from);
  const isOpen = access.update && !access.readOnly.includes(matching?.appointments?.from ?? '');
  const mayPromise = matching?.appointments?.isTrusted || isOpen;
  if (!matching || !isSeen || !mayPromise || record.deleted_at) return null;
  return (
    <>
      <Button icon={<ScheduleOutlined />} onClick={() => setAsking(true)}>
        {t('offer')}
      </Button>
      {isAsking && (
        <Suspense fallback={null}>
          <AppointmentDialog
            form={form.id}
            matching={matching.id}
            record={record.id}
            onClose={() => setAsking(false)}
          />
        </Suspense>
      )}
    </>
  );
}
