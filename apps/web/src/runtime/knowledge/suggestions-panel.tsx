import { ExportOutlined } from '@ant-design/icons';
import type { RecordData, SearchHit } from '@fieldwork/api-contract';
import type { Values } from '@fieldwork/form-engine';
import { type Form, fieldOf, fieldTypeOf, type Suggestion, type SuggestionAction } from '@fieldwork/metadata';
import { App, Button, Tooltip } from 'antd';
import { useMemo } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import { call } from '../../api/client.js';
import { useSuggested } from '../../api/search.js';
import { useAction } from '../../ui/use-action.js';
import { useSettled } from '../../ui/use-settled.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { Pieces } from '../search/pieces.js';
import styles from './knowledge.module.css';
import { knowledgeWords } from './knowledge-words.js';
import { changesOf } from './suggestion-changes.js';

interface SuggestionsProps {
  form: Form;
  values: Values;
  /** Takes what a click sets; without it nothing can be clicked. */
  onChange?: ((changes: Record<string, unknown>) => Promise<void> | void) | undefined;
  /** Whether a field can be written here; as the roles say where it is left out. */
  isOpen?: ((field: string) => boolean) | undefined;
  /** One line with how many there are, until somebody opens it: where the form needs the room. */
  isFolded?: boolean | undefined;
}

/** What may help with the record at hand, as its form declares it. */
export function SuggestionsPanels({ form, ...rest }: SuggestionsProps) {
  const scope = useAppScope();
  const shown = (form.suggestions ?? []).filter((suggestion) => scope.access(suggestion.form).read);
  return shown.map((suggestion) => (
    <SuggestionPanel key={suggestion.id} suggestion={suggestion} form={form} {...rest} />
  ));
}

function SuggestionPanel({ suggestion, isFolded, ...rest }: SuggestionsProps & { suggestion: Suggestion }) {
  const { form, values } = rest;
  const text = useText();
  const scope = useAppScope();
  const print = useSettled(
    useMemo(() => JSON.stringify(asked(form, suggestion, values)), [form, suggestion, values]),
  );
  const { data } = useSuggested(scope.id, form.id, suggestion.id, print);
  if (!data || data.length === 0 || print === '{}') return null;
  const list = (
    <ul className={styles.list}>
      {data.map((hit) => (
        <SuggestedItem key={hit.id} hit={hit} suggestion={suggestion} {...rest} />
      ))}
    </ul>
  );
  const label = text(suggestion.label);
  if (isFolded)
    return (
      <details className={styles.folded} aria-label={label}>
        <summary>
          {label} <span className="muted figures">{data.length}</span>
        </summary>
        {list}
      </details>
    );
  return (
    <section className={styles.panel} aria-label={label}>
      <h3 className={styles.title}>{label}</h3>
      {list}
    </section>
  );
}

interface ItemProps extends SuggestionsProps {
  hit: SearchHit;
  suggestion: Suggestion;
}

function SuggestedItem({ hit, suggestion, form, values, onChange, isOpen }: ItemProps) {
  const t = useWords(knowledgeWords);
  const text = useText();
  const scope = useAppScope();
  const { message } = App.useApp();
  const address = `/apps/${scope.id}/forms/${hit.form}/${hit.id}`;
  const [act, isActing] = useAction(async (action: SuggestionAction) => {
    const record = await call<RecordData>('GET', `/apps/${scope.id}/forms/${hit.form}/records/${hit.id}`);
    const other = scope.forms.get(hit.form);
    const changes = other ? changesOf(action, form, other, values, record) : null;
    if (!changes) return void message.info(t('nothing_there'));
    await onChange?.(changes);
    message.success(action.type === 'attach' ? t('attached', { title: hit.title ?? '' }) : t('quoted'));
  });
  const { readOnly, hidden } = scope.access(form.id);
  const opens = isOpen ?? ((field: string) => !readOnly.includes(field) && !hidden.includes(field));
  const actions = onChange ? (suggestion.actions ?? []).filter((action) => opens(targetOf(action))) : [];
  return (
    <li className={styles.item}>
      <div className={styles.head}>
        <a className="thumb" href={address} target="_blank" rel="noreferrer">
          {hit.title ?? hit.id.slice(-6)}
        </a>
        <Tooltip title={t('open')}>
          <ExportOutlined className="muted" aria-hidden />
        </Tooltip>
      </div>
      {hit.excerpts.slice(0, 1).map(({ field, pieces }) => (
        <p key={field} className={`muted ${styles.excerpt}`}>
          <Pieces pieces={pieces} />
        </p>
      ))}
      {actions.length > 0 && (
        <div className={styles.actions}>
          {actions.map((action) => (
            <Button
              key={`${action.type} ${targetOf(action)}`}
              size="small"
              loading={isActing}
              onClick={() => void act(action)}
            >
              {action.label === undefined ? t(action.type) : text(action.label)}
            </Button>
          ))}
        </div>
      )}
    </li>
  );
}

function targetOf(action: SuggestionAction): string {
  return action.type === 'attach' ? action.field : action.to;
}

/** Plain values only; what a suggestion looks for and its filter may read. */
function asked(form: Form, { query }: Suggestion, values: Values): Record<string, unknown> {
  const hasWords = query.some((path) => {
    const value = values[path.split('.')[0] ?? path];
    return value !== null && value !== undefined && value !== '';
  });
  if (!hasWords) return {};
  return Object.fromEntries(
    Object.entries(values).filter(([id, value]) => {
      const field = fieldOf(form, id);
      return field && !field.fields && !fieldTypeOf(field).generated && value !== null && value !== undefined;
    }),
  );
}
