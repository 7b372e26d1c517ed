import { useParams } from 'react-router';
import { useAppScope } from '../../api/app-scope.js';
import { EmptyState } from '../../ui/empty-state.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { useCrumbs } from '../shell/crumbs.js';
import { ListView } from './list-view.js';
import { listWords } from './list-words.js';

/** The list of a form's records. */
export function ListPage() {
  const t = useWords(listWords);
  const text = useText();
  const scope = useAppScope();
  const { form: id = '' } = useParams();
  const form = scope.forms.get(id);
  useCrumbs([
    { label: text(scope.data.app.label), to: `/apps/${scope.id}` },
    { label: text(form?.label) || id },
  ]);
  if (!form || !scope.access(id).read) return <EmptyState title={t('no_form')} />;
  return <ListView key={id} form={form} />;
}
