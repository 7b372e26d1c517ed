import { formTypes, type Portal } from '@fieldwork/metadata';
import { Select } from 'antd';
import { useAppScope } from '../../api/app-scope.js';
import { useWords } from '../../words/words.js';
import { ConditionField } from '../conditions/expression-field.js';
import { useGround } from '../conditions/use-ground.js';
import { useDraftView } from '../document/use-draft-store.js';
import { FormSelect } from '../effects/form-select.js';
import { withProperty } from '../form/type-settings.js';
import { CardList } from '../intake/card-list.js';
import { DesignSheet } from '../intake/design-sheet.js';
import { FieldSelect, isShowable } from '../intake/fields-select.js';
import type { PageDesignerProps } from '../page/page-designs.js';
import { LibrarySelect } from '../parts/library-select.js';
import { NumberSetting } from '../parts/number-setting.js';
import { Setting, TextSetting } from '../parts/setting.js';
import { SwitchSetting } from '../parts/switch-setting.js';
import { ActionSettings } from './action-settings.js';
import { AppointmentSetting } from './appointment-setting.js';
import { BrandSettings } from './brand-settings.js';
import { portalDesignWords } from './portal-design-words.js';
import { SignInSettings } from './sign-in-settings.js';

type Shown = Portal['shown'][number];
type Step = NonNullable<Portal['steps']>[number];

/** The first id of this kind that is free: step1, step2 … */
function freeId(name: string, taken: readonly { id: string }[]): string {
  for (let number = taken.length + 1; ; number++) {
    const id = `${name}${number}`;
    if (!taken.some((one) => one.id === id)) return id;
  }
}

/** Designs what people outside see of one record and do with it. */
export function PortalDesigner({ store, reload }: PageDesignerProps) {
  const t = useWords(portalDesignWords);
  const { forms } = useAppScope();
  const page = useDraftView(store).document as Portal;
  const { form, ground } = useGround(page.form);
  const set = (key: keyof Portal) => (value: unknown) =>
    store.change((before) => withProperty(before as Portal, key, value), key);
  const types = formTypes(form, forms);
  const paths = [...ground.names.words].filter(([path]) => Object.hasOwn(types, path));
  const free = form.fields.find(
    (field) => isShowable(field) && !page.shown.some((one) => one.field === field.id),
  );
  const { steps = [], actions = [] } = page;
  return (
    <DesignSheet kind="page" store={store} reload={reload} onLabel={set('label')}>
      <p className="muted">{t('preview')}</p>
      <FormSelect
        label={t('about')}
        value={page.form}
        onChange={(next) => store.change(() => begunWith(page, next))}
      />
      <BrandSettings brand={page.brand} onChange={set('brand')} />
      <TextSetting label={t('intro')} isLong value={page.intro} onChange={set('intro')} />
      <NumberSetting
        label={t('days')}
        min={1}
        max={400}
        value={page.days}
        onChange={(days) => set('days')(days ?? 30)}
      />
      <CardList
        label={t('shown')}
        add={t('add_shown')}
        most={20}
        items={page.shown}
        keyOf={({ field }) => field}
        begin={(): Shown => ({ field: free?.id ?? 'id' })}
        onChange={set('shown')}
      >
        {(line, write) => (
          <>
            <Setting label={t('field')}>
              <Select
                aria-label={t('field')}
                showSearch={{ optionFilterProp: 'label' }}
                value={line.field}
                options={paths.map(([value, label]) => ({ value, label }))}
                onChange={(field) => write({ ...line, field })}
              />
            </Setting>
            <TextSetting
              label={t('label')}
              value={line.label}
              onChange={(label) => write(withProperty(line, 'label', label))}
            />
            <ConditionField
              label={t('when')}
              ground={ground}
              value={line.when}
              onChange={(when) => write(withProperty(line, 'when', when))}
            />
          </>
        )}
      </CardList>
      <CardList
        label={t('steps')}
        hint={t('steps_hint')}
        add={t('add_step')}
        most={12}
        items={steps}
        keyOf={({ id }) => id}
        begin={(): Step => ({ id: freeId('step', steps), label: '', when: true })}
        onChange={(next) => set('steps')(next.length === 0 ? undefined : next)}
      >
        {(step, write) => (
          <>
            <TextSetting
              label={t('label')}
              isRequired
              value={step.label}
              onChange={(label) => write({ ...step, label: label ?? '' })}
            />
            <ConditionField
              label={t('when')}
              ground={ground}
              value={step.when}
              onChange={(when) => write({ ...step, when: when ?? true })}
            />
            <ConditionField
              label={t('visible')}
              ground={ground}
              value={step.visible}
              onChange={(visible) => write(withProperty(step, 'visible', visible))}
            />
            <FieldSelect
              label={t('at')}
              form={form}
              value={step.at}
              fits={({ type }) => type === 'datetime'}
              onChange={(at) => write(withProperty(step, 'at', at))}
            />
          </>
        )}
      </CardList>
      <CardList
        label={t('actions')}
        add={t('add_action')}
        most={12}
        items={actions}
        keyOf={({ id }) => id}
        begin={() => ({ id: freeId('action', actions), label: '' })}
        onChange={(next) => set('actions')(next.length === 0 ? undefined : next)}
      >
        {(action, write) => <ActionSettings action={action} form={form} ground={ground} onChange={write} />}
      </CardList>
      <AppointmentSetting form={page.form} value={page.appointment} onChange={set('appointment')} />
      <SwitchSetting
        label={t('messages')}
        isOn={page.messages !== undefined}
        onChange={(isOn) => set('messages')(isOn ? {} : undefined)}
      />
      {page.messages && (
        <FieldSelect
          label={t('author')}
          form={form}
          value={page.messages.author}
          fits={({ type }) => type === 'text'}
          onChange={(author) => set('messages')(author === undefined ? {} : { author })}
        />
      )}
      <LibrarySelect label={t('library')} value={page.library} onChange={set('library')} />
      <SignInSettings signIn={page.signIn} form={page.form} onChange={set('signIn')} />
    </DesignSheet>
  );
}

/** The page over another form: what named fields of the former one has to be chosen again. */
function begunWith(
  { steps: _steps, actions: _actions, messages: _messages, appointment: _times, ...page }: Portal,
  form: string,
): Portal {
  return { ...page, form, shown: [] };
}
