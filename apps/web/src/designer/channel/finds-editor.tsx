import type { ExpressionJson } from '@fieldwork/metadata';
import { useMemo } from 'react';
import { useWords } from '../../words/words.js';
import { ConditionField, type Ground } from '../conditions/expression-field.js';
import { newId } from '../document/new-id.js';
import { FormSelect } from '../effects/form-select.js';
import { CardList } from '../intake/card-list.js';
import { channelWords } from './channel-words.js';

/** A record that has to do with what came in: the first of a form that matches. */
interface Find {
  id: string;
  form: string;
  filter: ExpressionJson;
}

interface FindsProps {
  label: string;
  hint: string;
  /** The form that a new search begins with. */
  begin: string;
  value: readonly Find[] | undefined;
  /** What a condition over records of a form speaks of, with what came in. */
  groundOf: (form: string) => Ground;
  onChange: (finds: Find[] | undefined) => void;
}

/** Which records are looked for when something comes in, each by a form and a condition. */
export function FindsEditor({ label, hint, begin, value, groundOf, onChange }: FindsProps) {
  const t = useWords(channelWords);
  const finds = value ?? [];
  return (
    <CardList
      label={label}
      hint={finds.length === 0 ? hint : undefined}
      add={t('add_find')}
      most={5}
      items={finds}
      keyOf={({ id }) => id}
      begin={(): Find => ({
        id: newId(
          'found',
          'found',
          finds.map(({ id }) => id),
        ),
        form: begin,
        filter: false,
      })}
      onChange={(next) => onChange(next.length === 0 ? undefined : next)}
    >
      {(find, write) => <OneFind find={find} groundOf={groundOf} onChange={write} />}
    </CardList>
  );
}

function OneFind(props: { find: Find; groundOf: FindsProps['groundOf']; onChange: (find: Find) => void }) {
  const { find, groundOf, onChange } = props;
  const t = useWords(channelWords);
  const ground = useMemo(() => groundOf(find.form), [groundOf, find.form]);
  return (
    <>
      <FormSelect
        label={t('in_form')}
        value={find.form}
        onChange={(form) => onChange({ ...find, form, filter: false })}
      />
      <ConditionField
        label={t('filter')}
        ground={ground}
        value={find.filter}
        onChange={(filter) => onChange({ ...find, filter: filter ?? false })}
      />
    </>
  );
}
