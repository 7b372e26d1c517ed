import {
  type Field,
  fieldTypeOf,
  isAskable,
  type PublicFormChannel,
  type Question,
  usualLimits,
} from '@fieldwork/metadata';
import { InputNumber, Typography } from 'antd';
import { useAppScope } from '../../api/app-scope.js';
import { useWords } from '../../words/words.js';
import { useGround } from '../conditions/use-ground.js';
import { useDraftView } from '../document/use-draft-store.js';
import { AssignmentsEditor } from '../effects/assignments-editor.js';
import { FormSelect } from '../effects/form-select.js';
import { withProperty } from '../form/type-settings.js';
import { CardList } from '../intake/card-list.js';
import { DesignSheet } from '../intake/design-sheet.js';
import { FieldSelect, FieldsSelect, isShowable } from '../intake/fields-select.js';
import { intakeDesignWords } from '../intake/intake-design-words.js';
import { PortalSelect } from '../parts/portal-select.js';
import { Setting, TextSetting } from '../parts/setting.js';
import { SwitchSetting } from '../parts/switch-setting.js';
import type { ChannelDesignerProps } from './channel-designs.js';
import { FindsEditor } from './finds-editor.js';
import { HelpSettings } from './help-settings.js';
import { usePublicFindGround, usePublicGround } from './use-public-ground.js';

const limits = ['perHour', 'perDay', 'files', 'megabytes'] as const;
const limitWords = {
  perHour: 'per_hour',
  perDay: 'per_day',
  files: 'file_count',
  megabytes: 'megabytes',
} as const;

const isNamed = (field: Field) => fieldTypeOf(field).type(field)?.kind === 'text';

/** Designs a form that anybody with its address can fill in. */
export function PublicFormDesigner({ store, reload }: ChannelDesignerProps) {
  const t = useWords(intakeDesignWords);
  const { id: app } = useAppScope();
  const channel = useDraftView(store).document as PublicFormChannel;
  const { form } = useGround(channel.form);
  const { form: aboutForm } = useGround(channel.about?.form ?? '');
  const ground = usePublicGround(channel);
  const findGround = usePublicFindGround(channel);
  const set = (key: keyof PublicFormChannel) => (value: unknown) =>
    store.change((before) => withProperty(before as PublicFormChannel, key, value), key);
  const asked = channel.questions.map(({ field }) => field);
  const free = form.fields.find(({ id }) => isAskable(form, id) && !asked.includes(id));
  return (
    <DesignSheet kind="channel" store={store} reload={reload} onLabel={set('label')}>
      <Setting label={t('address')}>
        <Typography.Text copyable>{`${location.origin}/p/${app}/${channel.id}`}</Typography.Text>
      </Setting>
      <SwitchSetting
        label={t('enabled')}
        isOn={channel.enabled !== false}
        onChange={(isOn) => set('enabled')(isOn ? undefined : false)}
      />
      <FormSelect
        label={t('files')}
        value={channel.form}
        onChange={(next) => store.change(() => ({ ...channel, form: next, questions: [], set: [] }))}
      />
      <TextSetting label={t('intro')} isLong value={channel.intro} onChange={set('intro')} />
      <CardList
        label={t('questions')}
        add={t('add_question')}
        items={channel.questions}
        keyOf={({ field }) => field}
        begin={(): Question => ({ field: free?.id ?? '' })}
        onChange={(next) => set('questions')(next.filter(({ field }) => field !== ''))}
      >
        {(question, write) => (
          <>
            <FieldSelect
              label={t('fill_field')}
              form={form}
              value={question.field}
              fits={({ id }) => isAskable(form, id) && (id === question.field || !asked.includes(id))}
              onChange={(field) => field !== undefined && write({ ...question, field })}
            />
            <TextSetting
              label={t('wording')}
              value={question.label}
              onChange={(label) => write(withProperty(question, 'label', label))}
            />
            <SwitchSetting
              label={t('required')}
              isOn={question.required === true}
              onChange={(isOn) => write(withProperty(question, 'required', isOn || undefined))}
            />
          </>
        )}
      </CardList>
      <FormSelect
        label={t('linked')}
        value={channel.about?.form ?? ''}
        onChange={(next) => set('about')({ form: next, shown: [] })}
        onClear={() => set('about')(undefined)}
      />
      {channel.about && (
        <>
          <FieldsSelect
            label={t('linked_shown')}
            form={aboutForm}
            value={channel.about.shown}
            fits={isShowable}
            onChange={(shown) => set('about')({ ...channel.about, shown: shown.slice(0, 6) })}
          />
          <FieldSelect
            label={t('linked_typed')}
            form={aboutForm}
            value={channel.about.typed}
            fits={isNamed}
            onChange={(typed) => set('about')(withProperty(channel.about as object, 'typed', typed))}
          />
          <SwitchSetting
            label={t('linked_required')}
            isOn={channel.about.required === true}
            onChange={(required) => set('about')({ ...channel.about, required })}
          />
        </>
      )}
      <FindsEditor
        label={t('find')}
        hint={t('find_hint')}
        begin={channel.about?.form ?? channel.form}
        value={channel.find}
        groundOf={findGround}
        onChange={set('find')}
      />
      <Setting label={t('values')}>
        <AssignmentsEditor target={form} set={channel.set} ground={ground} onChange={set('set')} />
      </Setting>
      <FieldSelect
        label={t('receipt')}
        form={form}
        value={channel.receipt?.field}
        fits={isShowable}
        onChange={(field) => set('receipt')(field === undefined ? undefined : { ...channel.receipt, field })}
      />
      {channel.receipt && (
        <TextSetting
          label={t('receipt_text')}
          isLong
          value={channel.receipt.text}
          onChange={(text) => set('receipt')(withProperty(channel.receipt ?? { field: '' }, 'text', text))}
        />
      )}
      <PortalSelect
        label={t('progress_page')}
        form={channel.form}
        value={channel.progress}
        onChange={set('progress')}
      />
      <HelpSettings channel={channel} onChange={set('help')} />
      {limits.map((name) => (
        <Setting key={name} label={t(limitWords[name])}>
          <InputNumber
            aria-label={t(limitWords[name])}
            min={name === 'files' ? 0 : 1}
            precision={0}
            placeholder={String(usualLimits[name])}
            value={channel.limits?.[name] ?? null}
            onChange={(value) => {
              const next = withProperty(channel.limits ?? {}, name, value ?? undefined);
              set('limits')(Object.keys(next).length === 0 ? undefined : next);
            }}
          />
        </Setting>
      ))}
    </DesignSheet>
  );
}
