import { DeleteOutlined, QrcodeOutlined } from '@ant-design/icons';
import type { Form } from '@fieldwork/metadata';
import { App, Button, Popconfirm } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import { deleteRecords } from '../../api/records.js';
import { useAction } from '../../ui/use-action.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { labelWords } from '../labels/label-words.js';
import styles from './list.module.css';
import type { ListColumn } from './list-column.js';
import { listWords } from './list-words.js';

const LabelsDialog = lazy(async () => ({
  default: (await import('../labels/labels-dialog.js')).LabelsDialog,
}));

interface BulkBarProps {
  form: Form;
  columns: readonly ListColumn[];
  selected: readonly string[];
  onDone: () => void;
}

/** What can be done with all that is selected. */
export function BulkBar({ form, columns, selected, onDone }: BulkBarProps) {
  const t = useWords(listWords);
  const l = useWords(labelWords);
  const v = useWords(verbs);
  const { message } = App.useApp();
  const scope = useAppScope();
  const [isPrinting, setPrinting] = useState(false);
  const [remove, isRemoving] = useAction(async () => {
    await deleteRecords(scope.id, form.id, selected);
    message.success(t('deleted'));
    onDone();
  });
  return (
    <section className={styles.bulk} aria-label={t('selected', { count: selected.length })}>
      <span className="figures">{t('selected', { count: selected.length })}</span>
      <Button size="small" icon={<QrcodeOutlined />} onClick={() => setPrinting(true)}>
        {l('labels')}
      </Button>
      {scope.access(form.id).delete && (
        <Popconfirm
          title={t('delete_ask', { count: selected.length })}
          description={t('delete_hint')}
          okText={v('delete')}
          okButtonProps={{ danger: true }}
          onConfirm={() => void remove()}
        >
          <Button size="small" danger icon={<DeleteOutlined />} loading={isRemoving}>
            {v('delete')}
          </Button>
        </Popconfirm>
      )}
      <Button size="small" type="text" onClick={onDone}>
        {t('unselect')}
      </Button>
      {isPrinting && (
        <Suspense fallback={null}>
          <LabelsDialog form={form} ids={selected} shown={columns} onClose={() => setPrinting(false)} />
        </Suspense>
      )}
    </section>
  );
}
