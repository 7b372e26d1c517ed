import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import type { MessageChannel } from '@fieldwork/metadata';
import { Button, Input, Select } from 'antd';
import { verbs } from '../../words/verbs.js';
import { useWords } from '../../words/words.js';
import { useGround } from '../conditions/use-ground.js';
import { useDraftView } from '../document/use-draft-store.js';
import { AssignmentsEditor } from '../effects/assignments-editor.js';
import { FormSelect } from '../effects/form-select.js';
import { MessageEditor } from '../effects/message-editor.js';
import { withProperty } from '../form/type-settings.js';
import { DesignSheet } from '../intake/design-sheet.js';
import parts from '../parts/parts.module.css';
import { PortalSelect } from '../parts/portal-select.js';
import { Setting } from '../parts/setting.js';
import { SwitchSetting } from '../parts/switch-setting.js';
import type { ChannelDesignerProps } from './channel-designs.js';
import { messageDesignWords } from './message-design-words.js';

type Parameter = NonNullable<MessageChannel['parameters']>[number];

/** Designs what is said to somebody outside; by which messenger it goes is a setting of the installation. */
export function MessageDesigner({ store, reload }: ChannelDesignerProps) {
  const t = useWords(messageDesignWords);
  const channel = useDraftView(store).document as MessageChannel;
  const { ground, form } = useGround(channel.form);
  const set = (key: keyof MessageChannel) => (value: unknown) =>
    store.change((before) => withProperty(before as MessageChannel, key, value), key);
  const addresses = [...ground.names.words].filter(([path]) => {
    const type = ground.names.types[path];
    return type?.kind === 'text' || (type?.kind === 'reference' && type.form === 'user');
  });
  return (
    <DesignSheet kind="channel" store={store} reload={reload} onLabel={set('label')}>
      <p className="muted">{t('hint')}</p>
      <FormSelect
        label={t('about')}
        value={channel.form}
        onChange={(form) => store.change(() => ({ ...channel, form }))}
      />
      <Setting label={t('to')} hint={t('to_hint')}>
        <Select
          aria-label={t('to')}
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          value={channel.to ?? null}
          onChange={(to) => set('to')(to ?? undefined)}
          options={addresses.map(([value, label]) => ({ value, label }))}
        />
      </Setting>
      <MessageEditor
        label={t('title')}
        value={channel.title}
        ground={ground}
        onChange={(title) => set('title')(title ?? '')}
      />
      <MessageEditor label={t('body')} isLong value={channel.body} ground={ground} onChange={set('body')} />
      <Setting label={t('parameters')} hint={t('parameters_hint')}>
        <ParameterList
          list={channel.parameters ?? []}
          ground={ground}
          onChange={(next) => set('parameters')(next.length === 0 ? undefined : next)}
        />
      </Setting>
      <PortalSelect
        label={t('links_page')}
        form={channel.form}
        value={channel.linksPage}
        onChange={set('linksPage')}
      />
      <Setting label={t('undelivered')} hint={t('undelivered_hint')}>
        <AssignmentsEditor
          target={form}
          set={channel.undelivered ?? []}
          ground={ground}
          onChange={(next) => set('undelivered')(next.length === 0 ? undefined : next)}
        />
      </Setting>
      <SwitchSetting
        label={t('links_record')}
        isOn={channel.linksRecord === true}
        onChange={(isOn) => set('linksRecord')(isOn || undefined)}
      />
    </DesignSheet>
  );
}

function ParameterList({
  list,
  ground,
  onChange,
}: {
  list: Parameter[];
  ground: ReturnType<typeof useGround>['ground'];
  onChange: (list: Parameter[]) => void;
}) {
  const t = useWords(messageDesignWords);
  const v = useWords(verbs);
  return (
    <div className={parts.rows}>
      {list.map((parameter, index) => (
        <section key={`${index}`} className={parts.card}>
          <div className={parts.row}>
            <Input
              aria-label={t('parameter')}
              prefix={t('parameter')}
              value={parameter.name}
              status={/^[a-z][a-z0-9_]{0,47}$/.test(parameter.name) ? '' : 'error'}
              onChange={({ target }) => onChange(list.with(index, { ...parameter, name: target.value }))}
            />
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={v('delete')}
              onClick={() => onChange(list.toSpliced(index, 1))}
            />
          </div>
          <MessageEditor
            label={t('value')}
            value={parameter.value}
            ground={ground}
            onChange={(value) => onChange(list.with(index, { ...parameter, value: value ?? '' }))}
          />
        </section>
      ))}
      <Button
        icon={<PlusOutlined />}
        onClick={() => onChange([...list, { name: `value${list.length + 1}`, value: '' }])}
      >
        {t('add_parameter')}
      </Button>
    </div>
  );
}
