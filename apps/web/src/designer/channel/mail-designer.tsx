import { fieldTypeOf, type MailChannel } from '@fieldwork/metadata';
import { Select } from 'antd';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { useGround } from '../conditions/use-ground.js';
import { designerWords } from '../designer-words.js';
import { DesignerShell } from '../document/designer-shell.js';
import { useDraftView } from '../document/use-draft-store.js';
import { useProblems } from '../document/use-problems.js';
import { AssignmentsEditor } from '../effects/assignments-editor.js';
import { FormSelect } from '../effects/form-select.js';
import { MessageEditor } from '../effects/message-editor.js';
import { withProperty } from '../form/type-settings.js';
import { NumberSetting } from '../parts/number-setting.js';
import { Setting, TextSetting } from '../parts/setting.js';
import { Sheet, showPart } from '../parts/sheet.js';
import { SwitchSetting } from '../parts/switch-setting.js';
import type { ChannelDesignerProps } from './channel-designs.js';
import { channelWords } from './channel-words.js';
import { FindsEditor } from './finds-editor.js';
import { useMailFindGround, useMailGround } from './use-mail-ground.js';

/** Designs a mailbox whose mails become records. */
export function MailDesigner({ store, reload }: ChannelDesignerProps) {
  const t = useWords(channelWords);
  const d = useWords(designerWords);
  const text = useText();
  const channel = useDraftView(store).document as MailChannel;
  const problems = useProblems('channel', channel);
  const { form, ground: recordGround } = useGround(channel.form);
  const ground = useMailGround(channel);
  const findGround = useMailFindGround();
  const set = (key: keyof MailChannel) => (value: unknown) =>
    store.change((before) => withProperty(before as MailChannel, key, value), key);
  const fileFields = form.fields.filter((field) => {
    const target = fieldTypeOf(field).column(field)?.target;
    return target && 'platform' in target && target.platform === 'file';
  });
  return (
    <DesignerShell store={store} problems={problems} onProblem={showPart} reload={reload}>
      <Sheet>
        <p className="muted">{t('mailbox_hint')}</p>
        <TextSetting
          label={d('name')}
          value={channel.label}
          isRequired
          onChange={(label) => set('label')(label ?? ' ')}
        />
        <FormSelect
          label={t('form')}
          value={channel.form}
          onChange={(next) => store.change((before) => ({ ...before, form: next, set: [] }))}
        />
        <FindsEditor
          label={t('find')}
          hint={t('find_hint')}
          begin={channel.form}
          value={channel.find}
          groundOf={findGround}
          onChange={set('find')}
        />
        <Setting label={t('values')}>
          <AssignmentsEditor target={form} set={channel.set} ground={ground} onChange={set('set')} />
        </Setting>
        <Setting label={t('files')}>
          <Select
            allowClear
            aria-label={t('files')}
            value={channel.files ?? null}
            onChange={(value) => set('files')(value ?? undefined)}
            options={fileFields.map(({ id, label }) => ({ value: id, label: text(label) }))}
          />
        </Setting>
        <Setting label={t('reply')}>
          <AssignmentsEditor
            target={form}
            set={channel.reply?.set ?? []}
            ground={ground}
            onChange={(next) => set('reply')(next.length === 0 ? undefined : { set: next })}
          />
        </Setting>
        <SwitchSetting
          label={t('acknowledge')}
          isOn={channel.acknowledge !== undefined}
          onChange={(isOn) =>
            set('acknowledge')(isOn ? { subject: text(channel.label), body: '…' } : undefined)
          }
        />
        {channel.acknowledge && (
          <>
            <MessageEditor
              label={t('subject')}
              value={channel.acknowledge.subject}
              ground={recordGround}
              onChange={(subject) => set('acknowledge')({ ...channel.acknowledge, subject: subject ?? '' })}
            />
            <MessageEditor
              label={t('body')}
              isLong
              value={channel.acknowledge.body}
              ground={recordGround}
              onChange={(body) => set('acknowledge')({ ...channel.acknowledge, body: body ?? '' })}
            />
          </>
        )}
        <NumberSetting
          label={t('most')}
          min={1}
          max={1000}
          usual={20}
          value={channel.mostPerHour}
          onChange={set('mostPerHour')}
        />
      </Sheet>
    </DesignerShell>
  );
}
