import { Button } from 'antd';
import { Link, useParams } from 'react-router';
import { useAppScope } from '../../api/app-scope.js';
import { EmptyState } from '../../ui/empty-state.js';
import { useText } from '../../words/texts.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { useCrumbs } from '../shell/crumbs.js';
import { ListView } from './list-view.js';
import { listWords } from './list-words.js';

/** The list of a form's records. */
export function ListPage() {
  const t = useWords(listWords);
  const v = useWords(verbs);
  const text = useText();
  const scope = useAppScope();
  const { form: id = '' } = useParams();
  const form = scope.forms.get(id);
  useCrumbs([
    { label: text(scope.data.app.label), to: `/apps/${scope.id}` },
    { label: text(form?.label) || id },
  ]);
  if (!form || !scope.access(id).read)
    return (
      <EmptyState
        title={t('no_form')}
        action={
          <Link to={`/apps/${scope.id}`}>
            <Button tabIndex={-1}>{v('back')}</Button>
          </Link>
        }
      />
    );
  return <ListView key={id} form={form} />;
}
