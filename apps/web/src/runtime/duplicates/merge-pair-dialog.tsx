import type { DuplicatePair } from '@fieldwork/api-contract';
import type { Form } from '@fieldwork/metadata';
import { Modal } from 'antd';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { duplicateWords } from './duplicate-words.js';
import { SideBySide } from './side-by-side.js';
import { useMerge } from './use-merge.js';

interface MergePairProps {
  form: Form;
  pair: DuplicatePair;
  onClose: () => void;
}

/** Two records beside one another; which one stays can be turned round. */
export function MergePairDialog({ form, pair, onClose }: MergePairProps) {
  const t = useWords(duplicateWords);
  const v = useWords(verbs);
  const merging = useMerge(form, [pair.first.id, pair.second.id], onClose);
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
      <SideBySide form={form} merging={merging} />
    </Modal>
  );
}
