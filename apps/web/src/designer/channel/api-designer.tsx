import type { ApiChannel } from '@fieldwork/metadata';
import { useAppScope } from '../../api/app-scope.js';
import { useWords } from '../../words/words.js';
import { useGround } from '../conditions/use-ground.js';
import { useDraftView } from '../document/use-draft-store.js';
import { AssignmentsEditor } from '../effects/assignments-editor.js';
import { FormSelect } from '../effects/form-select.js';
import { withProperty } from '../form/type-settings.js';
import { DesignSheet } from '../intake/design-sheet.js';
import { FieldsSelect } from '../intake/fields-select.js';
import { intakeDesignWords } from '../intake/intake-design-words.js';
import { Setting } from '../parts/setting.js';
import type { ChannelDesignerProps } from './channel-designs.js';

/** Designs which requests of other systems are taken. */
export function ApiDesigner({ store, reload }: ChannelDesignerProps) {
  const t = useWords(intakeDesignWords);
  const { id: app } = useAppScope();
  const channel = useDraftView(store).document as ApiChannel;
  const { form, ground } = useGround(channel.form);
  const set = (key: keyof ApiChannel) => (value: unknown) =>
    store.change((before) => withProperty(before as ApiChannel, key, value), key);
  return (
    <DesignSheet kind="channel" store={store} reload={reload} onLabel={set('label')}>
      <p className="muted">{t('api_hint', { app, id: channel.id })}</p>
      <FormSelect
        label={t('files')}
        value={channel.form}
        onChange={(next) => store.change(() => ({ ...channel, form: next, fields: [], set: [] }))}
      />
      <FieldsSelect label={t('taken')} form={form} value={channel.fields} onChange={set('fields')} />
      <Setting label={t('values')}>
        <AssignmentsEditor target={form} set={channel.set} ground={ground} onChange={set('set')} />
      </Setting>
    </DesignSheet>
  );
}
