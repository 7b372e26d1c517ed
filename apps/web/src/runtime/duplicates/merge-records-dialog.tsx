import type { RecordData } from '@fieldwork/api-contract';
import type { Form } from '@fieldwork/metadata';
import { App, Modal, Radio, Skeleton } from 'antd';
import { useState } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import { mergeRecords, useDuplicates } from '../../api/search.js';
import { EmptyState } from '../../ui/empty-state.js';
import { useAction } from '../../ui/use-action.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { duplicateWords } from './duplicate-words.js';
import { compared } from './duplicates-panel.js';
import { LikelyDuplicate } from './reasons.js';
import { SideBySide } from './side-by-side.js';

interface MergeRecordsProps {
  form: Form;
  record: RecordData;
  onClose: () => void;
}

/** Finds what is probably the same as a record, and merges the chosen one into it, field by field. */
export function MergeRecordsDialog({ form, record, onClose }: MergeRecordsProps) {
  const t = useWords(duplicateWords);
  const v = useWords(verbs);
  const scope = useAppScope();
  const { message } = App.useApp();
  const [other, setOther] = useState<string | null>(null);
  const [taken, setTaken] = useState<ReadonlySet<string>>(new Set());
  const { data } = useDuplicates(scope.id, form.id, JSON.stringify(compared(form, record)), record.id);
  const [merge, isMerging] = useAction(async () => {
    await mergeRecords(scope.id, form.id, { survivor: record.id, other: other ?? '', take: [...taken] });
    message.success(t('merged'));
    onClose();
  });
  return (
    <Modal
      open
      width={860}
      title={t('merge_title')}
      okText={t('merge')}
      cancelText={v('cancel')}
      okButtonProps={{ disabled: other === null, loading: isMerging }}
      onOk={() => void merge()}
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
              setTaken(new Set());
            }}
          >
            {data.map((duplicate) => (
              <Radio key={duplicate.id} value={duplicate.id} style={{ display: 'flex' }}>
                <LikelyDuplicate form={form} duplicate={duplicate} />
              </Radio>
            ))}
          </Radio.Group>
          {other !== null && (
            <SideBySide
              key={other}
              form={form}
              record={record}
              other={other}
              taken={taken}
              onTake={setTaken}
            />
          )}
        </>
      )}
    </Modal>
  );
}
