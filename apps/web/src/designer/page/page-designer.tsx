import { useParams } from 'react-router';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { Waiting } from '../../ui/waiting.js';
import type { DraftStore } from '../document/draft-store.js';
import { useDraftStore, useDraftView } from '../document/use-draft-store.js';
import { pageDesigns } from './page-designs.js';

/** Designs one page, with the designer of its type. */
export function PageDesigner() {
  const { document: id = '' } = useParams();
  const { store, error, reload } = useDraftStore('page', id);
  if (error) return <ProblemNotice error={error} retry={reload} />;
  return store ? <Typed store={store} reload={reload} /> : <Waiting />;
}

function Typed({ store, reload }: { store: DraftStore<'page'>; reload: () => void }) {
  const { Designer } = pageDesigns[useDraftView(store).document.type];
  return <Designer store={store} reload={reload} />;
}
