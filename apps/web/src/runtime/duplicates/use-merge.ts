import type { Form } from '@fieldwork/metadata';
import { App } from 'antd';
import { useState } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import { useRecord } from '../../api/records.js';
import { mergeRecords } from '../../api/search.js';
import { useAction } from '../../ui/use-action.js';
import { useWords } from '../../words/words.js';
import { duplicateWords } from './duplicate-words.js';
import { disputedFields, worthTaking } from './merge-fields.js';

/** Which of two records stays, and what it takes of the other, until both are merged. */
export function useMerge(form: Form, pair: readonly [string, string] | null, onDone: () => void) {
  const t = useWords(duplicateWords);
  const scope = useAppScope();
  const { message } = App.useApp();
  const [isTurned, setTurned] = useState(false);
  const [chosen, setChosen] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [survivor, other] = (isTurned ? pair?.toReversed() : pair) ?? [];
  const { data: mine } = useRecord(scope.id, form.id, survivor ?? null);
  const { data: theirs } = useRecord(scope.id, form.id, other ?? null);
  const disputed = mine && theirs ? disputedFields(form, scope.access(form.id), mine, theirs) : [];
  const take = disputed
    .filter((field) => mine && theirs && (chosen.get(field.id) ?? worthTaking(field, mine, theirs)))
    .map(({ id }) => id);
  const [merge, isMerging] = useAction(async () => {
    if (!survivor || !other) return;
    await mergeRecords(scope.id, form.id, { survivor, other, take });
    message.success(t('merged'));
    onDone();
  });
  return {
    mine: mine ?? null,
    theirs: theirs ?? null,
    disputed,
    taken: new Set(take),
    choose: (field: string, isTaken: boolean) => setChosen(new Map([...chosen, [field, isTaken]])),
    turn: () => {
      setTurned(!isTurned);
      setChosen(new Map());
    },
    forget: () => {
      setTurned(false);
      setChosen(new Map());
    },
    merge,
    isMerging,
  };
}
