import { useParams } from 'react-router';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { Waiting } from '../../ui/waiting.js';
import type { DraftStore } from '../document/draft-store.js';
import { useDraftStore, useDraftView } from '../document/use-draft-store.js';
import { channelDesigns } from './channel-designs.js';

/** Designs one channel, with the designer of its type. */
export function ChannelDesigner() {
  const { document: id = '' } = useParams();
  const { store, error, reload } = useDraftStore('channel', id);
  if (error) return <ProblemNotice error={error} retry={reload} />;
  return store ? <Typed store={store} reload={reload} /> : <Waiting />;
}

function Typed({ store, reload }: { store: DraftStore<'channel'>; reload: () => void }) {
  const { Designer } = channelDesigns[useDraftView(store).document.type];
  return <Designer store={store} reload={reload} />;
}
