import { CheckCircleFilled, CheckOutlined } from '@ant-design/icons';
import type { RecordData } from '@fieldwork/api-contract';
import {
  type FieldStepOf,
  type Form,
  fieldOf,
  idOf,
  namedFiles,
  type SuggestionAction,
} from '@fieldwork/metadata';
import type { FoundAtHand } from '@fieldwork/search';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import { knowledgeWords } from '../../runtime/knowledge/knowledge-words.js';
import { changesOf, isHeld } from '../../runtime/knowledge/suggestion-changes.js';
import { Pieces } from '../../runtime/search/pieces.js';
import { useAction } from '../../ui/use-action.js';
import { pick } from '../../widgets/reference.js';
import { isEmptyValue, widgetOf } from '../../widgets/registry.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { usePhone, useSnapshot } from '../shell/phone-context.js';
import { holds } from '../store/local-source.js';
import styles from './order.module.css';
import { orderWords } from './order-words.js';
import type { StepProps } from './step-views.js';
import { useWrite } from './use-write.js';

interface ReadRecordProps extends StepProps<FieldStepOf<'records'>> {
  target: Form;
  one: RecordData;
  /** Where the words stand that led to it. */
  hit: FoundAtHand | undefined;
}

/** A record that can be read here, kept as the one that helped, and applied to the work. */
export function ReadRecord(props: ReadRecordProps) {
  const { step, record, target, one, hit, onWrite } = props;
  const t = useWords(orderWords);
  const [isOpen, setOpen] = useState(false);
  const chosen = step.field === undefined ? null : idOf(record[step.field]);
  const { field } = step;
  const [excerpt] = hit?.excerpts.filter((part) => part.field !== target.title) ?? [];
  return (
    <details className={styles.article} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {one.id === chosen && <CheckCircleFilled aria-label={t('chosen')} />}
        <span className={styles.found}>
          <span>{pick(one, target).title ?? one.id}</span>
          {excerpt && !isOpen && (
            <span className={`muted ${styles.excerpt}`}>
              <Pieces pieces={excerpt.pieces} />
            </span>
          )}
        </span>
      </summary>
      {isOpen && (
        <div>
          <Shown {...props} />
          <NotHere {...props} />
          {field !== undefined && one.id !== chosen && (
            <Button
              size="large"
              onClick={() => void onWrite({ shown: { [field]: pick(one, target) }, label: step.label })}
            >
              {t('helped')}
            </Button>
          )}
          <Apply {...props} />
        </div>
      )}
    </details>
  );
}

function Shown({ step, target, one }: ReadRecordProps) {
  const text = useText();
  return step.shown.map((id) => {
    const shown = fieldOf(target, id);
    if (!shown || isEmptyValue(one[id])) return null;
    const { Display } = widgetOf(shown);
    return (
      <div key={id} className={styles.shown}>
        <span className="muted">{text(shown.label)}</span>
        <Display field={shown} value={one[id]} place="full" />
      </div>
    );
  });
}

/** What did not come along is said where it would be looked at. */
function NotHere({ step, target, one }: ReadRecordProps) {
  const t = useWords(orderWords);
  const { files, downloads } = useSnapshot();
  const named = step.shown.flatMap((id) => {
    const field = fieldOf(target, id);
    return field ? namedFiles(field, one[id]) : [];
  });
  const count = named.filter((id) => !files.has(id) && !downloads.has(id)).length;
  return count === 0 ? null : <span className="muted">{t('files_not_here', { count })}</span>;
}

/** What the office does with a click on a suggested record; here it waits until there is signal, like everything else. */
function Apply(props: ReadRecordProps) {
  const { step, form, record } = props;
  const scope = useAppScope();
  const { store } = usePhone();
  const { apply, field } = step;
  const suggestion = form.suggestions?.find(({ id }) => id === apply?.suggestion);
  if (!apply || !suggestion || !holds(form, apply.when, record, store)) return null;
  const { hidden, readOnly } = scope.access(form.id);
  const isOpen = (id: string) => !hidden.includes(id) && !readOnly.includes(id);
  const actions = (suggestion.actions ?? []).filter(
    (action) =>
      isOpen(action.type === 'attach' ? action.field : action.to) &&
      // Keeping the one that helped has its own button.
      !(action.type === 'attach' && action.field === field),
  );
  return actions.map((action) => (
    <ApplyButton key={`${action.type} ${JSON.stringify(action)}`} action={action} {...props} />
  ));
}

function ApplyButton({
  action,
  form,
  record,
  target,
  one,
  step,
}: ReadRecordProps & { action: SuggestionAction }) {
  const t = useWords(orderWords);
  const k = useWords(knowledgeWords);
  const text = useText();
  const { message } = App.useApp();
  const write = useWrite(form, record);
  const label = action.label ?? k(action.type);
  const [run, isRunning] = useAction(async () => {
    const changes = changesOf(action, form, target, record, one);
    if (!changes) return;
    await write({ shown: changes, label, step: step.id });
    message.success(t('saved'));
  });
  const changes = changesOf(action, form, target, record, one);
  if (!changes) return null;
  const isDone = isHeld(action, record, changes);
  return (
    <Button
      size="large"
      icon={isDone ? <CheckOutlined /> : undefined}
      disabled={isDone}
      loading={isRunning}
      onClick={() => void run()}
    >
      {text(label)}
    </Button>
  );
}
