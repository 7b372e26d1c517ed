import { DeleteOutlined } from '@ant-design/icons';
import type { Form } from '@fieldwork/metadata';
import { App, Button, Popconfirm } from 'antd';
import { useAppScope } from '../../api/app-scope.js';
import { deleteRecords } from '../../api/records.js';
import { useAction } from '../../ui/use-action.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import styles from './list.module.css';
import { listWords } from './list-words.js';

interface BulkBarProps {
  form: Form;
  selected: readonly string[];
  onDone: () => void;
}

/** What can be done with all that is selected. */
export function BulkBar({ form, selected, onDone }: BulkBarProps) {
  const t = useWords(listWords);
  const v = useWords(verbs);
  const { message } = App.useApp();
  const scope = useAppScope();
  const [remove, isRemoving] = useAction(async () => {
    await deleteRecords(scope.id, form.id, selected);
    message.success(t('deleted'));
    onDone();
  });
  return (
    <section className={styles.bulk} aria-label={t('selected', { count: selected.length })}>
      <span className="figures">{t('selected', { count: selected.length })}</span>
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
      <Button size="small" type="text" onClick={onDone}>
        {t('unselect')}
      </Button>
    </section>
  );
}
