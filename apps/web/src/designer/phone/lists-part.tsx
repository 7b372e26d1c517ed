import type { FieldList, FieldPage } from '@fieldwork/metadata';
import { useWords } from '../../words/words.js';
import { PathsSelect } from '../board/path-select.js';
import { ConditionField } from '../conditions/expression-field.js';
import { useGround } from '../conditions/use-ground.js';
import { FormSelect } from '../effects/form-select.js';
import { withProperty } from '../form/type-settings.js';
import { CardList } from '../intake/card-list.js';
import { isShowable } from '../intake/fields-select.js';
import { TextSetting } from '../parts/setting.js';
import { phoneDesignWords } from './phone-design-words.js';

interface PartProps {
  page: FieldPage;
  set: (key: keyof FieldPage) => (value: unknown) => void;
}

/** A list to look something up in. */
export function PartsListPart({ page, set }: PartProps) {
  return <ListSettings list={page.parts} onChange={set('parts')} onClear={() => set('parts')(undefined)} />;
}

/** Lists beside the one of parts. */
export function ListsPart({ page, set }: PartProps) {
  const t = useWords(phoneDesignWords);
  return (
    <CardList
      label={t('lists')}
      add={t('add_find')}
      most={4}
      items={page.lists ?? []}
      keyOf={({ form }) => form}
      begin={(): FieldList => ({ form: page.work.form, shown: [] })}
      onChange={(lists) => set('lists')(lists.length > 0 ? lists : undefined)}
    >
      {(list, write) => <ListSettings list={list} onChange={write} />}
    </CardList>
  );
}

interface ListProps {
  list: FieldList | undefined;
  onChange: (list: FieldList) => void;
  /** Given where there need not be one. */
  onClear?: () => void;
}

function ListSettings({ list, onChange, onClear }: ListProps) {
  const t = useWords(phoneDesignWords);
  const { form, ground } = useGround(list?.form ?? '');
  const write = (key: keyof FieldList) => (value: unknown) =>
    list && onChange(withProperty(list, key, value));
  return (
    <>
      <FormSelect
        label={t('work_form')}
        value={list?.form ?? ''}
        onChange={(next) => onChange({ form: next, shown: [] })}
        onClear={onClear}
      />
      {list && (
        <>
          <TextSetting label={t('label')} value={list.label} onChange={write('label')} />
          <ConditionField label={t('which')} ground={ground} value={list.filter} onChange={write('filter')} />
          <PathsSelect
            label={t('shown')}
            form={form}
            fits={isShowable}
            most={6}
            value={list.shown}
            onChange={(shown) => write('shown')(shown ?? [])}
          />
        </>
      )}
    </>
  );
}
