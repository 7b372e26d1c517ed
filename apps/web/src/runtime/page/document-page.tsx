import type { Page } from '@fieldwork/metadata';
import { type ComponentType, Suspense } from 'react';
import { useParams } from 'react-router';
import { useAppScope } from '../../api/app-scope.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Waiting } from '../../ui/waiting.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { useCrumbs } from '../shell/crumbs.js';
import { pageViews } from './page-views.js';
import { pageWords } from './page-words.js';

/** A page of the app, as its type shows it. */
export function DocumentPage() {
  const t = useWords(pageWords);
  const text = useText();
  const scope = useAppScope();
  const { page: id = '' } = useParams();
  const page = scope.pages.get(id);
  useCrumbs([
    { label: text(scope.data.app.label), to: `/apps/${scope.id}` },
    { label: text(page?.label) || id },
  ]);
  if (!page) return <EmptyState title={t('no_page')} />;
  const View = pageViews[page.type] as ComponentType<{ page: Page }>;
  return (
    <Suspense fallback={<Waiting />}>
      <View key={id} page={page} />
    </Suspense>
  );
}
