import type { Kind, Text } from '@fieldwork/metadata';
import type { ReactNode } from 'react';
import { useWords } from '../../words/words.js';
import { designerWords } from '../designer-words.js';
import { DesignerShell } from '../document/designer-shell.js';
import type { DraftStore } from '../document/draft-store.js';
import { useDraftView } from '../document/use-draft-store.js';
import { useProblems } from '../document/use-problems.js';
import { TextSetting } from '../parts/setting.js';
import { Sheet, showPart } from '../parts/sheet.js';

interface DesignSheetProps<K extends 'page' | 'channel' | 'connector'> {
  kind: K & Kind;
  store: DraftStore<K>;
  reload: () => void;
  onLabel: (label: Text) => void;
  children: ReactNode;
}

/** A document that is designed on one sheet: its name, then its settings. */
export function DesignSheet<K extends 'page' | 'channel' | 'connector'>(props: DesignSheetProps<K>) {
  const { kind, store, reload, onLabel, children } = props;
  const d = useWords(designerWords);
  const { document } = useDraftView(store);
  const problems = useProblems(kind, document);
  return (
    <DesignerShell store={store} problems={problems} onProblem={showPart} reload={reload}>
      <Sheet>
        <TextSetting
          label={d('name')}
          value={document.label}
          isRequired
          onChange={(label) => onLabel(label ?? ' ')}
        />
        {children}
      </Sheet>
    </DesignerShell>
  );
}
