import {
  DeleteOutlined,
  EllipsisOutlined,
  ExportOutlined,
  ImportOutlined,
  MergeCellsOutlined,
  PlusOutlined,
} from '@ant-design/icons';
import type { Form } from '@fieldwork/metadata';
import { Button, Dropdown } from 'antd';
import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { useAppScope } from '../../api/app-scope.js';
import { useWords } from '../../words/words.js';
import { ExportDialog } from '../exports/export-dialog.js';
import { listWords } from './list-words.js';
import type { ListState } from './use-list-state.js';

interface ListActionsProps {
  form: Form;
  state: ListState;
  change: (next: Partial<ListState>) => void;
}

/** The list's main action, and the rest in a menu. */
export function ListActions({ form, state, change }: ListActionsProps) {
  const t = useWords(listWords);
  const scope = useAppScope();
  const navigate = useNavigate();
  const access = scope.access(form.id);
  const base = `/apps/${scope.id}/forms/${form.id}`;
  const [isExporting, setExporting] = useState(false);
  const canCreate = access.create && !state.isBin;
  useNewKey(canCreate, () => navigate(`${base}/new`));
  if (state.isBin)
    return <Button onClick={() => change({ isBin: false, record: null })}>{t('leave_bin')}</Button>;
  const items = [
    ...(access.import ? [{ key: 'import', icon: <ImportOutlined />, label: t('import') }] : []),
    ...(access.export ? [{ key: 'export', icon: <ExportOutlined />, label: t('export') }] : []),
    ...(form.duplicates && access.update && access.delete
      ? [{ key: 'duplicates', icon: <MergeCellsOutlined />, label: t('duplicates') }]
      : []),
    ...(access.delete ? [{ key: 'bin', icon: <DeleteOutlined />, label: t('bin') }] : []),
  ];
  const choices: Record<string, () => void> = {
    import: () => navigate(`${base}/import`),
    export: () => setExporting(true),
    duplicates: () => navigate(`${base}/duplicates`),
    bin: () => change({ isBin: true, record: null }),
  };
  return (
    <>
      {canCreate && (
        <Button type="primary" icon={<PlusOutlined />} onClick={() => navigate(`${base}/new`)}>
          {t('new')}
        </Button>
      )}
      {items.length > 0 && (
        <Dropdown menu={{ items, onClick: ({ key }) => choices[key]?.() }} trigger={['click']}>
          <Button icon={<EllipsisOutlined />} aria-label={t('more')} />
        </Dropdown>
      )}
      {isExporting && <ExportDialog form={form} state={state} onClose={() => setExporting(false)} />}
    </>
  );
}

/** N begins a new record, unless somebody is typing. */
function useNewKey(isOn: boolean, begin: () => void): void {
  useEffect(() => {
    if (!isOn) return undefined;
    const onKey = (event: KeyboardEvent) => {
      const isTyping = (event.target as Element).closest(
        'input, textarea, [contenteditable="true"], [role="dialog"]',
      );
      if (event.key.toLowerCase() !== 'n' || event.ctrlKey || event.metaKey || event.altKey || isTyping)
        return;
      event.preventDefault();
      begin();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  });
}
