import type { DuplicatePair } from '@fieldwork/api-contract';
import type { Form } from '@fieldwork/metadata';
import { App, Button, Modal, Skeleton } from 'antd';
import { useState } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import { useRecord } from '../../api/records.js';
import { mergeRecords } from '../../api/search.js';
import { useAction } from '../../ui/use-action.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { duplicateWords } from './duplicate-words.js';
import { SideBySide } from './side-by-side.js';

interface MergePairProps {
  form: Form;
  pair: DuplicatePair;
  onClose: () => void;
}

/** Two records beside one another; which one stays can be turned round. */
export function MergePairDialog({ form, pair, onClose }: MergePairProps) {
  const t = useWords(duplicateWords);
  const v = useWords(verbs);
  const scope = useAppScope();
  const { message } = App.useApp();
  const [isTurned, setTurned] = useState(false);
  const [taken, setTaken] = useState<ReadonlySet<string>>(new Set());
  const [stays, goes] = isTurned ? [pair.second, pair.first] : [pair.first, pair.second];
  const { data: record } = useRecord(scope.id, form.id, stays.id);
  const [merge, isMerging] = useAction(async () => {
    await mergeRecords(scope.id, form.id, { survivor: stays.id, other: goes.id, take: [...taken] });
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
      okButtonProps={{ disabled: !record, loading: isMerging }}
      onOk={() => void merge()}
      onCancel={onClose}
    >
      <p>
        {t('stays', { title: stays.title ?? stays.id.slice(-6) })}{' '}
        <Button
          size="small"
          onClick={() => {
            setTurned(!isTurned);
            setTaken(new Set());
          }}
        >
          {t('turn')}
        </Button>
      </p>
      {record ? (
        <SideBySide
          key={stays.id}
          form={form}
          record={record}
          other={goes.id}
          taken={taken}
          onTake={setTaken}
        />
      ) : (
        <Skeleton active />
      )}
    </Modal>
  );
}
