import type { Form } from '@fieldwork/metadata';
import { Button } from 'antd';
import { Link } from 'react-router';
import { useAppScope } from '../../api/app-scope.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Icon } from '../../ui/icon.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { listWords } from './list-words.js';
import type { ListState } from './use-list-state.js';

interface ListEmptyProps {
  form: Form;
  state: ListState;
  change: (next: Partial<ListState>) => void;
  hasView: boolean;
}

/** Why a list is empty, and the one thing to do about it. */
export function ListEmpty({ form, state, change, hasView }: ListEmptyProps) {
  const t = useWords(listWords);
  const text = useText();
  const scope = useAppScope();
  const icon = <Icon name={form.icon} />;
  if (state.isBin) return <EmptyState icon={icon} title={t('bin_empty')} />;
  if (state.filter !== undefined || state.search !== '')
    return (
      <EmptyState
        icon={icon}
        title={t('nothing')}
        hint={t('nothing_hint')}
        action={<Button onClick={() => change({ filter: undefined, search: '' })}>{t('show_all')}</Button>}
      />
    );
  if (hasView) return <EmptyState icon={icon} title={t('nothing')} />;
  return (
    <EmptyState
      icon={icon}
      title={t('empty', { form: text(form.label) })}
      hint={t('empty_hint')}
      action={
        scope.access(form.id).create && (
          <Link to={`/apps/${scope.id}/forms/${form.id}/new`}>
            <Button type="primary">{t('new')}</Button>
          </Link>
        )
      }
    />
  );
}
