import type { Help, PublicFormChannel } from '@fieldwork/metadata';
import { useWords } from '../../words/words.js';
import { ConditionField } from '../conditions/expression-field.js';
import { useGround } from '../conditions/use-ground.js';
import { withProperty } from '../form/type-settings.js';
import { FieldsSelect } from '../intake/fields-select.js';
import { libraryDesignWords } from '../library/library-design-words.js';
import { LibrarySelect } from '../parts/library-select.js';
import { NumberSetting } from '../parts/number-setting.js';
import { usePublicHelpGround } from './use-public-ground.js';

interface HelpSettingsProps {
  channel: PublicFormChannel;
  onChange: (help: Help | undefined) => void;
}

/** Which records of a library are offered before a request is sent. */
export function HelpSettings({ channel, onChange }: HelpSettingsProps) {
  const t = useWords(libraryDesignWords);
  const { form } = useGround(channel.form);
  const ground = usePublicHelpGround(channel);
  const { help } = channel;
  const asked = channel.questions.map(({ field }) => field);
  return (
    <>
      <LibrarySelect
        label={t('help')}
        hint={t('help_hint')}
        value={help?.page}
        onChange={(page) =>
          onChange(page === undefined ? undefined : { query: asked.slice(0, 1), ...help, page })
        }
      />
      {help && (
        <>
          <FieldsSelect
            label={t('help_query')}
            form={form}
            value={help.query}
            fits={({ id }) => asked.includes(id)}
            onChange={(query) => query.length > 0 && onChange({ ...help, query: query.slice(0, 5) })}
          />
          <ConditionField
            label={t('help_filter')}
            ground={ground}
            value={help.filter}
            onChange={(filter) => onChange(withProperty(help, 'filter', filter))}
          />
          <NumberSetting
            label={t('help_least')}
            min={1}
            max={100}
            value={help.leastPercent}
            onChange={(least) => onChange(withProperty(help, 'leastPercent', least))}
          />
        </>
      )}
    </>
  );
}
