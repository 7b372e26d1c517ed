import type { RecordData } from '@fieldwork/api-contract';
import type { Form } from '@fieldwork/metadata';
import { Modal, Radio, Skeleton } from 'antd';
import { useState } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import { useDuplicates } from '../../api/search.js';
import { EmptyState } from '../../ui/empty-state.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { duplicateWords } from './duplicate-words.js';
import { compared } from './duplicates-panel.js';
import { LikelyDuplicate } from './reasons.js';
import { SideBySide } from './side-by-side.js';
import { useMerge } from './use-merge.js';

interface MergeRecordsProps {
  form: Form;
  record: RecordData;
  onClose: () => void;
}

/** Finds what is probably the same as a record, and merges it with the chosen one, field by field. */
export function MergeRecordsDialog({ form, record, onClose }: MergeRecordsProps) {
  const t = useWords(duplicateWords);
  const v = useWords(verbs);
  const scope = useAppScope();
  const [other, setOther] = useState<string | null>(null);
  const { data } = useDuplicates(scope.id, form.id, JSON.stringify(compared(form, record)), record.id);
  const merging = useMerge(form, other === null ? null : [record.id, other], onClose);
  return (
    <Modal
      open
      width={860}
      title={t('merge_title')}
      okText={t('merge')}
      cancelText={v('cancel')}
      okButtonProps={{ disabled: !merging.mine || !merging.theirs, loading: merging.isMerging }}
      onOk={() => void merging.merge()}
      onCancel={onClose}
    >
      {!data ? (
        <Skeleton active />
      ) : data.length === 0 ? (
        <EmptyState title={t('none')} />
      ) : (
        <>
          <p className="muted">{t('choose')}</p>
          <Radio.Group
            value={other}
            onChange={(event) => {
              setOther(event.target.value as string);
              merging.forget();
            }}
          >
            {data.map((duplicate) => (
              <Radio key={duplicate.id} value={duplicate.id} style={{ display: 'flex' }}>
                <LikelyDuplicate form={form} duplicate={duplicate} />
              </Radio>
            ))}
          </Radio.Group>
          {other !== null && <SideBySide form={form} merging={merging} />}
        </>
      )}
    </Modal>
  );
}
