import { type Action, type Form, localize } from '@fieldwork/metadata';
import { Select } from 'antd';
import { useCallback } from 'react';
import { useAppScope } from '../../api/app-scope.js';
import { useText } from '../../words/texts.js';
import { useLocale, useWords } from '../../words/words.js';
import type { Ground } from '../conditions/expression-field.js';
import { Setting } from '../parts/setting.js';
import { AssignmentsEditor } from './assignments-editor.js';
import { effectWords } from './effect-words.js';
import { MessageEditor } from './message-editor.js';
import { PeopleEditor, usePeopleWords } from './people-editor.js';

export const actionTypes = ['set', 'create', 'notify', 'start_flow'] as const;

/** An action as it begins. */
export function newAction(
  type: Action['type'],
  forms: readonly string[],
  flows: readonly string[],
  title: string,
): Action {
  if (type === 'set') return { type, set: [] };
  if (type === 'create') return { type, form: forms[0] ?? '', set: [] };
  if (type === 'notify') return { type, to: [{ by: 'initiator' }], title };
  return { type, flow: flows[0] ?? '' };
}

interface EffectProps<A> {
  effect: A;
  /** The form whose record is at hand. */
  form: Form;
  ground: Ground;
  onChange: (effect: A) => void;
}

/** Settings of what is done: values, a new record, a notice, a flow. */
export function EffectEditor({ effect, form, ground, onChange }: EffectProps<Action>) {
  const t = useWords(effectWords);
  const text = useText();
  const { flows } = useAppScope();
  if (effect.type === 'set')
    return (
      <Setting label={t('values')}>
        <AssignmentsEditor
          target={form}
          set={effect.set}
          ground={ground}
          onChange={(set) => onChange({ ...effect, set })}
        />
      </Setting>
    );
  if (effect.type === 'create') return <CreateSettings effect={effect} ground={ground} onChange={onChange} />;
  if (effect.type === 'notify') return <NotifySettings effect={effect} ground={ground} onChange={onChange} />;
  return (
    <Setting label={t('flow')}>
      <Select
        aria-label={t('flow')}
        value={effect.flow || null}
        onChange={(flow) => onChange({ ...effect, flow })}
        options={[...flows.values()]
          .filter((flow) => flow.form === form.id)
          .map(({ id, label }) => ({ value: id, label: text(label) }))}
      />
    </Setting>
  );
}

type Create = Pick<Extract<Action, { type: 'create' }>, 'form' | 'set'>;
type Notify = Pick<Extract<Action, { type: 'notify' }>, 'to' | 'title' | 'body'>;
type Part<A> = { ground: Ground; effect: A; onChange: (effect: A) => void };

export function CreateSettings<A extends Create>({ effect, ground, onChange }: Part<A>) {
  const t = useWords(effectWords);
  const text = useText();
  const { forms } = useAppScope();
  const target = forms.get(effect.form);
  return (
    <>
      <Setting label={t('target')}>
        <Select
          aria-label={t('target')}
          value={effect.form || null}
          onChange={(form) => onChange({ ...effect, form, set: [] })}
          options={[...forms.values()].map(({ id, label }) => ({ value: id, label: text(label) }))}
        />
      </Setting>
      {target && (
        <Setting label={t('values')}>
          <AssignmentsEditor
            target={target}
            set={effect.set}
            ground={ground}
            onChange={(set) => onChange({ ...effect, set })}
          />
        </Setting>
      )}
    </>
  );
}

export function NotifySettings<A extends Notify>({ effect, ground, onChange }: Part<A>) {
  const t = useWords(effectWords);
  return (
    <>
      <Setting label={t('to')}>
        <PeopleEditor people={effect.to} ground={ground} onChange={(to) => onChange({ ...effect, to })} />
      </Setting>
      <MessageEditor
        label={t('title')}
        value={effect.title}
        ground={ground}
        onChange={(title) => onChange({ ...effect, title: title ?? '' })}
      />
      <MessageEditor
        label={t('body')}
        isLong
        value={effect.body}
        ground={ground}
        onChange={(body) => {
          const { body: _before, ...rest } = effect;
          onChange((body === undefined ? rest : { ...rest, body }) as A);
        }}
      />
    </>
  );
}

type Sayable = { set?: { field: string }[] | undefined } & Partial<Notify> & {
    type: string;
    form?: string;
    flow?: string;
  };

/** Says what is done in a sentence. */
export function useEffectWords() {
  const t = useWords(effectWords);
  const locale = useLocale();
  const { forms, flows } = useAppScope();
  const people = usePeopleWords();
  return useCallback(
    (effect: Sayable, names: Ground['names']): string => {
      if (effect.type === 'create')
        return t('create_words', { form: localize(forms.get(effect.form ?? '')?.label, locale) });
      if (effect.type === 'notify')
        return t('notify_words', {
          people: people(effect.to ?? [], names),
          title: localize(effect.title, locale).replace(
            /\{\{\s*([\w.]+)\s*\}\}/g,
            (_, path: string) => `[${names.words.get(path) ?? path}]`,
          ),
        });
      if (effect.type === 'start_flow')
        return t('start_words', { flow: localize(flows.get(effect.flow ?? '')?.label, locale) });
      const fields = (effect.set ?? []).map(({ field }) => names.words.get(field) ?? field);
      return t('set_words', { fields: fields.join(locale === 'zh-CN' ? '、' : ', ') || '…' });
    },
    [t, locale, forms, flows, people],
  );
}
