import type { RecordData } from '@fieldwork/api-contract';
import type { Form } from '@fieldwork/metadata';
import { Alert, App, Button } from 'antd';
import { Link, useNavigate } from 'react-router';
import { useAppScope } from '../../api/app-scope.js';
import { undoMerge, useMerges } from '../../api/search.js';
import { useAction } from '../../ui/use-action.js';
import { useWords } from '../../words/words.js';
import { duplicateWords } from './duplicate-words.js';

/** On a record that went into another one, and for thirty days on the one that stayed: where the other is, and the way back. */
export function MergedNotice({ form, record }: { form: Form; record: RecordData }) {
  const t = useWords(duplicateWords);
  const scope = useAppScope();
  const navigate = useNavigate();
  const { message, modal } = App.useApp();
  const { data } = useMerges(scope.id, form.id, record.id);
  const merge = data?.find(
    ({ other, until, undoneAt }) =>
      undoneAt === null && (other === record.id || Date.parse(until) > Date.now()),
  );
  const [undo, isUndoing] = useAction(async (id: string) => {
    await undoMerge(scope.id, form.id, id);
    message.success(t('undone'));
    navigate(`/apps/${scope.id}/forms/${form.id}/${record.id}`);
  });
  if (!merge) return null;
  const hasStayed = merge.survivor === record.id;
  const there = hasStayed ? merge.other : merge.survivor;
  const canUndo = scope.access(form.id).delete && Date.parse(merge.until) > Date.now();
  return (
    <Alert
      type="info"
      showIcon
      title={hasStayed ? t('took_in') : t('merged_into')}
      action={
        <>
          <Link to={`/apps/${scope.id}/forms/${form.id}/${there}`}>
            <Button size="small" tabIndex={-1}>
              {hasStayed ? t('open_other') : t('open_survivor')}
            </Button>
          </Link>
          {canUndo && (
            <Button
              size="small"
              type="text"
              loading={isUndoing}
              onClick={() =>
                modal.confirm({ title: t('undo_ask'), okText: t('undo'), onOk: () => undo(merge.id) })
              }
            >
              {t('undo')}
            </Button>
          )}
        </>
      }
    />
  );
}
