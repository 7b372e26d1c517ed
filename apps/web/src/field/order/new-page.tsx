import { useMemo } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { useAppScope } from '../../api/app-scope.js';
import { EmptyState } from '../../ui/empty-state.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { BackLine } from '../shell/back-line.js';
import { fieldWords } from '../shell/field-words.js';
import { NewRecord } from './new-record.js';
import { orderWords } from './order-words.js';

/** A new record with what is known of it, such as a code that nobody knew. */
export function NewPage() {
  const t = useWords(orderWords);
  const f = useWords(fieldWords);
  const text = useText();
  const { form: id = '' } = useParams();
  const [parameters] = useSearchParams();
  const scope = useAppScope();
  const form = scope.forms.get(id);
  const given = useMemo(() => Object.fromEntries(parameters), [parameters]);
  if (!form || !scope.access(form.id).create)
    return (
      <>
        <BackLine to="/" title={t('gone')} />
        <EmptyState title={f('not_here')} hint={f('not_here_hint')} />
      </>
    );
  return <NewRecord form={form} title={t('new_record', { form: text(form.label) })} given={given} />;
}
