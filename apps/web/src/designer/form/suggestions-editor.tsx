import { type Form, fieldTypeOf, type Suggestion, type SuggestionAction } from '@fieldwork/metadata';
import { Select } from 'antd';
import { useAppScope } from '../../api/app-scope.js';
import { useWords } from '../../words/words.js';
import { ConditionField } from '../conditions/expression-field.js';
import { useFigureGround, useGround } from '../conditions/use-ground.js';
import { newId } from '../document/new-id.js';
import { FormSelect } from '../effects/form-select.js';
import { CardList } from '../intake/card-list.js';
import { FieldsSelect } from '../intake/fields-select.js';
import { NumberSetting } from '../parts/number-setting.js';
import { Setting, TextSetting } from '../parts/setting.js';
import { findingWords } from './finding-words.js';
import { useFormDesign } from './form-design.js';
import { actionKinds, beginAction, SuggestionActionSettings } from './suggestion-action.js';
import { withProperty } from './type-settings.js';

const canBeAsked = (field: Form['fields'][number]) =>
  !field.fields && fieldTypeOf(field).column(field) !== null;

/** Records of other forms that are proposed inside a record, and what a click on one does. */
export function SuggestionsEditor() {
  const t = useWords(findingWords);
  const { form, change } = useFormDesign();
  const { forms } = useAppScope();
  const suggestions = form.suggestions ?? [];
  return (
    <CardList
      label={t('suggested')}
      add={t('add_suggestion')}
      most={5}
      items={suggestions}
      keyOf={({ id }) => id}
      begin={(): Suggestion => ({
        id: newId(
          'suggestion',
          'suggestion',
          suggestions.map(({ id }) => id),
        ),
        label: t('new_suggestion'),
        form: [...forms.keys()].find((id) => id !== form.id) ?? form.id,
        query: [form.title ?? form.fields.find(canBeAsked)?.id ?? 'id'],
      })}
      onChange={(next) =>
        change(
          (before) => withProperty(before, 'suggestions', next.length > 0 ? next : undefined),
          'suggestions',
        )
      }
    >
      {(suggestion, write) => <OneSuggestion suggestion={suggestion} form={form} onChange={write} />}
    </CardList>
  );
}

interface OneProps {
  suggestion: Suggestion;
  form: Form;
  onChange: (suggestion: Suggestion) => void;
}

function OneSuggestion({ suggestion, form, onChange }: OneProps) {
  const t = useWords(findingWords);
  const { form: other } = useGround(suggestion.form);
  const ground = useFigureGround(suggestion.form, form);
  const set = (key: keyof Suggestion) => (value: unknown) => onChange(withProperty(suggestion, key, value));
  return (
    <>
      <TextSetting
        label={t('heading')}
        value={suggestion.label}
        isRequired
        onChange={(label) => onChange({ ...suggestion, label: label ?? '' })}
      />
      <FormSelect
        label={t('suggested_form')}
        value={suggestion.form}
        onChange={(next) => {
          const { filter: _filter, actions: _actions, ...rest } = suggestion;
          onChange({ ...rest, form: next });
        }}
      />
      <FieldsSelect
        label={t('suggested_by')}
        form={form}
        value={suggestion.query}
        fits={canBeAsked}
        onChange={(query) => query.length > 0 && set('query')(query.slice(0, 10))}
      />
      <ConditionField
        label={t('suggested_when')}
        ground={ground}
        value={suggestion.filter}
        onChange={set('filter')}
      />
      <NumberSetting
        label={t('suggested_least')}
        min={1}
        max={100}
        value={suggestion.leastPercent}
        onChange={set('leastPercent')}
      />
      <Actions
        actions={suggestion.actions ?? []}
        form={form}
        other={other}
        onChange={(next) => set('actions')(next.length > 0 ? next : undefined)}
      />
    </>
  );
}

interface ActionsProps {
  actions: readonly SuggestionAction[];
  form: Form;
  other: Form;
  onChange: (actions: SuggestionAction[]) => void;
}

function Actions({ actions, form, other, onChange }: ActionsProps) {
  const t = useWords(findingWords);
  const possible = actionKinds.filter((type) => beginAction(type, form, other) !== null);
  const [first] = possible;
  if (!first && actions.length === 0) return <p className="muted">{t('no_action')}</p>;
  return (
    <CardList
      label={t('actions')}
      add={t('add_action')}
      most={first ? 8 : 0}
      items={actions}
      // Actions have no id; what they do to which field tells them apart.
      keyOf={(action) => `${actions.indexOf(action)} ${action.type}`}
      begin={() => beginAction(first as (typeof actionKinds)[number], form, other) as SuggestionAction}
      onChange={onChange}
    >
      {(action, write) => (
        <>
          <Setting label={t('action_type')}>
            <Select
              aria-label={t('action_type')}
              value={action.type}
              onChange={(type) => {
                const next = beginAction(type, form, other);
                if (next) write(next);
              }}
              options={actionKinds.map((type) => ({
                value: type,
                label: t(type),
                disabled: !possible.includes(type),
              }))}
            />
          </Setting>
          <TextSetting
            label={t('button')}
            value={action.label}
            onChange={(label) => write(withProperty(action, 'label', label))}
          />
          <SuggestionActionSettings action={action} form={form} other={other} onChange={write} />
        </>
      )}
    </CardList>
  );
}
