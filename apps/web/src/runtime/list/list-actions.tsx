import { DeleteOutlined, EllipsisOutlined, ImportOutlined, PlusOutlined } from '@ant-design/icons';
import type { Form } from '@fieldwork/metadata';
import { Button, Dropdown } from 'antd';
import { useEffect } from 'react';
import { useNavigate } from 'react-router';
import { useAppScope } from '../../api/app-scope.js';
import { useWords } from '../../words/words.js';
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
  const canCreate = access.create && !state.isBin;
  useNewKey(canCreate, () => navigate(`${base}/new`));
  if (state.isBin)
    return <Button onClick={() => change({ isBin: false, record: null })}>{t('leave_bin')}</Button>;
  const items = [
    ...(access.import ? [{ key: 'import', icon: <ImportOutlined />, label: t('import') }] : []),
    ...(access.delete ? [{ key: 'bin', icon: <DeleteOutlined />, label: t('bin') }] : []),
  ];
  const choose = (key: string) =>
    key === 'import' ? navigate(`${base}/import`) : change({ isBin: true, record: null });
  return (
    <>
      {canCreate && (
        <Button type="primary" icon={<PlusOutlined />} onClick={() => navigate(`${base}/new`)}>
          {t('new')}
        </Button>
      )}
      {items.length > 0 && (
        <Dropdown menu={{ items, onClick: ({ key }) => choose(key) }} trigger={['click']}>
          <Button icon={<EllipsisOutlined />} aria-label={t('more')} />
        </Dropdown>
      )}
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
