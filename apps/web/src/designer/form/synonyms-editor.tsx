import { App, Button, Input } from 'antd';
import { useState } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import { saveSynonyms, useSynonyms } from '../../api/search.js';
import { useAction } from '../../ui/use-action.js';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { findingWords } from './finding-words.js';

/** Groups of words of the app that mean the same, a line each. */
export function SynonymsEditor() {
  const t = useWords(findingWords);
  const v = useWords(verbs);
  const { message } = App.useApp();
  const { id } = useAppScope();
  const { data } = useSynonyms(id);
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? (data?.groups ?? []).map((group) => group.join('，')).join('\n');
  const [save, isSaving] = useAction(async () => {
    await saveSynonyms(id, { groups: groupsOf(shown) });
    setTyped(null);
    message.success(v('saved'));
  });
  return (
    <>
      <Input.TextArea
        aria-label={t('synonyms')}
        autoSize={{ minRows: 3, maxRows: 16 }}
        value={shown}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Button
        style={{ marginTop: 8 }}
        disabled={typed === null}
        loading={isSaving}
        onClick={() => void save()}
      >
        {t('save_synonyms')}
      </Button>
    </>
  );
}

/** A word alone is no group. */
function groupsOf(text: string): string[][] {
  return text
    .split('\n')
    .map((line) => [
      ...new Set(
        line
          .split(/[,，、;；]/)
          .map((word) => word.trim())
          .filter((word) => word !== ''),
      ),
    ])
    .filter((group) => group.length > 1);
}
