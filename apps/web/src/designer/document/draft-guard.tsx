import type { Kind } from '@fieldwork/metadata';
import { Component, type ReactNode, useState } from 'react';
import { useParams } from 'react-router';
import { BrokenDraft } from './broken-draft.js';

/**
 * Round a designer: drafts come through the API as well, so one may be anything. A draft that its designer cannot
 * show is told with its problems instead, to be mended as JSON or discarded.
 */
export function DraftGuard({ kind, children }: { kind: Kind; children: ReactNode }) {
  const { document: id = '' } = useParams();
  const [round, setRound] = useState(0);
  return (
    <Guard
      key={`${kind} ${id} ${round}`}
      instead={<BrokenDraft kind={kind} id={id} onMended={() => setRound((before) => before + 1)} />}
    >
      {children}
    </Guard>
  );
}

class Guard extends Component<{ instead: ReactNode; children: ReactNode }, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    return this.state.hasFailed ? this.props.instead : this.props.children;
  }
}
