import type { PortalList, PortalSignIn } from '@fieldwork/metadata';
import { useAppScope } from '../../api/app-scope.js';
import { useWords } from '../../words/words.js';
import { useGround } from '../conditions/use-ground.js';
import { useAppDocuments } from '../document/use-problems.js';
import { AssignmentsEditor } from '../effects/assignments-editor.js';
import { FormSelect } from '../effects/form-select.js';
import { withProperty } from '../form/type-settings.js';
import { CardList } from '../intake/card-list.js';
import { FieldSelect } from '../intake/fields-select.js';
import { NumberSetting } from '../parts/number-setting.js';
import { Setting } from '../parts/setting.js';
import { SwitchSetting } from '../parts/switch-setting.js';
import { ChannelSelect } from './channel-select.js';
import { portalDesignWords } from './portal-design-words.js';
import { PortalListSettings } from './portal-list-settings.js';

type Way = PortalSignIn['ways'][number];

interface SignInSettingsProps {
  signIn: PortalSignIn | undefined;
  /** The form of the page, from which a new one begins. */
  form: string;
  onChange: (signIn: PortalSignIn | undefined) => void;
}

/** Whether somebody can come without a link, how he signs in, and what he sees then. */
export function SignInSettings({ signIn, form, onChange }: SignInSettingsProps) {
  const t = useWords(portalDesignWords);
  return (
    <>
      <SwitchSetting
        label={t('sign_in')}
        hint={t('sign_in_hint')}
        isOn={signIn !== undefined}
        onChange={(isOn) =>
          onChange(isOn ? { form, ways: [{ field: '', channel: '' }], hours: 2, lists: [] } : undefined)
        }
      />
      {signIn && <SignInParts signIn={signIn} onChange={onChange} />}
    </>
  );
}

function SignInParts(props: { signIn: PortalSignIn; onChange: (signIn: PortalSignIn) => void }) {
  const { signIn, onChange } = props;
  const t = useWords(portalDesignWords);
  const { form } = useGround(signIn.form);
  const set = (key: keyof PortalSignIn) => (value: unknown) => onChange(withProperty(signIn, key, value));
  return (
    <>
      <FormSelect
        label={t('person')}
        value={signIn.form}
        onChange={(next) =>
          onChange({ ...signIn, form: next, ways: [{ field: '', channel: '' }], lists: [] })
        }
      />
      <CardList
        label={t('ways')}
        hint={t('ways_hint')}
        add={t('add_way')}
        most={3}
        items={signIn.ways}
        keyOf={({ field }) => field}
        begin={(): Way => ({ field: '', channel: '' })}
        onChange={set('ways')}
      >
        {(way, write) => (
          <>
            <FieldSelect
              label={t('field')}
              form={form}
              value={way.field || undefined}
              fits={({ type }) => type === 'phone' || type === 'email'}
              onChange={(field) => write({ ...way, field: field ?? '' })}
            />
            <ChannelSelect
              label={t('code_channel')}
              value={way.channel || undefined}
              fits={(channel) => channel.type === 'message' && channel.form === form.id}
              onChange={(channel) => write({ ...way, channel: channel ?? '' })}
            />
          </>
        )}
      </CardList>
      <NumberSetting
        label={t('hours')}
        min={1}
        max={24}
        value={signIn.hours}
        onChange={(hours) => set('hours')(hours ?? 2)}
      />
      <CardList
        label={t('own_lists')}
        add={t('add_list')}
        most={8}
        items={signIn.lists}
        keyOf={({ id }) => id}
        begin={(): PortalList => ({
          id: freeList(signIn.lists),
          label: '',
          form: form.id,
          filter: false,
          shown: [],
        })}
        onChange={set('lists')}
      >
        {(list, write) => <PortalListSettings list={list} person={form} onChange={write} />}
      </CardList>
      <ChannelSelect
        label={t('new_report')}
        value={signIn.report}
        fits={(channel) => channel.type === 'public_form'}
        onChange={(report) => {
          // What is filled in are questions of that form.
          const { report: _, prefill: __, ...rest } = signIn;
          onChange(withProperty(rest, 'report', report));
        }}
      />
      {signIn.report !== undefined && <Prefill signIn={signIn} onChange={set('prefill')} />}
    </>
  );
}

/** Which questions of the public form whoever has signed in finds answered. */
function Prefill({ signIn, onChange }: { signIn: PortalSignIn; onChange: (set: unknown) => void }) {
  const t = useWords(portalDesignWords);
  const { forms } = useAppScope();
  const documents = useAppDocuments();
  const { ground } = useGround(signIn.form);
  const channel = documents?.channels.get(signIn.report ?? '');
  const form = channel?.type === 'public_form' ? forms.get(channel.form) : undefined;
  if (channel?.type !== 'public_form' || !form) return null;
  const asked = new Set(channel.questions.map(({ field }) => field));
  const target = { ...form, fields: form.fields.filter(({ id }) => asked.has(id)) };
  return (
    <Setting label={t('prefill')} hint={t('prefill_hint')}>
      <AssignmentsEditor
        target={target}
        set={signIn.prefill ?? []}
        ground={ground}
        onChange={(next) => onChange(next.length === 0 ? undefined : next)}
      />
    </Setting>
  );
}

function freeList(lists: readonly PortalList[]): string {
  for (let number = lists.length + 1; ; number++)
    if (!lists.some(({ id }) => id === `list${number}`)) return `list${number}`;
}
