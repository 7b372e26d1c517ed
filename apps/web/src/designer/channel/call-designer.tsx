import { type CallChannel, callStates, fieldOf } from '@fieldwork/metadata';
import { Select } from 'antd';
import { useAppScope } from '../../api/app-scope.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { useGround } from '../conditions/use-ground.js';
import { useDraftView } from '../document/use-draft-store.js';
import { FormSelect } from '../effects/form-select.js';
import { withProperty } from '../form/type-settings.js';
import { DesignSheet } from '../intake/design-sheet.js';
import { FieldSelect } from '../intake/fields-select.js';
import { intakeDesignWords } from '../intake/intake-design-words.js';
import { NumberSetting } from '../parts/number-setting.js';
import { Setting } from '../parts/setting.js';
import type { ChannelDesignerProps } from './channel-designs.js';

const parts = [
  ['caller', 'call_caller', ['phone', 'text']],
  ['agent', 'call_agent', ['member']],
  ['state', 'call_state', ['choice']],
  ['startedAt', 'call_started', ['datetime']],
  ['answeredAt', 'call_answered', ['datetime']],
] as const;

/** Designs how calls become records of a call log, and which page they open. */
export function CallDesigner({ store, reload }: ChannelDesignerProps) {
  const t = useWords(intakeDesignWords);
  const text = useText();
  const { id: app, pages } = useAppScope();
  const channel = useDraftView(store).document as CallChannel;
  const { form } = useGround(channel.form);
  const set = (key: keyof CallChannel) => (value: unknown) =>
    store.change((before) => withProperty(before as CallChannel, key, value), key);
  const state = channel.fields.state === undefined ? undefined : fieldOf(form, channel.fields.state);
  const options = (state?.options ?? []).map(({ id, label }) => ({ value: id, label: text(label) }));
  return (
    <DesignSheet kind="channel" store={store} reload={reload} onLabel={set('label')}>
      <p className="muted">{t('call_hint', { app })}</p>
      <Setting label={t('intake_page')}>
        <Select
          aria-label={t('intake_page')}
          value={channel.intake || null}
          onChange={set('intake')}
          options={[...pages.values()].flatMap(({ id, label, type }) =>
            type === 'intake' ? [{ value: id, label: text(label) }] : [],
          )}
        />
      </Setting>
      <FormSelect label={t('call_log')} value={channel.form} onChange={set('form')} />
      {parts.map(([key, word, types]) => (
        <FieldSelect
          key={key}
          label={t(word)}
          form={form}
          value={channel.fields[key]}
          fits={({ type }) => (types as readonly string[]).includes(type)}
          onChange={(field) => set('fields')(withProperty(channel.fields, key, field))}
        />
      ))}
      {state &&
        callStates.map((name) => (
          <Setting key={name} label={t(name)}>
            <Select
              allowClear
              aria-label={t(name)}
              value={channel.states?.[name] ?? null}
              options={options}
              onChange={(option) =>
                set('states')(withProperty(channel.states ?? {}, name, option ?? undefined))
              }
            />
          </Setting>
        ))}
      <NumberSetting
        label={t('ring_seconds')}
        min={5}
        max={600}
        usual={60}
        value={channel.ringSeconds}
        onChange={set('ringSeconds')}
      />
    </DesignSheet>
  );
}
