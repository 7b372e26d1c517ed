import type { FieldPage } from '@fieldwork/metadata';
import { useWords } from '../../words/words.js';
import { ConditionField } from '../conditions/expression-field.js';
import { useGround } from '../conditions/use-ground.js';
import { useDraftView } from '../document/use-draft-store.js';
import { FormSelect } from '../effects/form-select.js';
import { withProperty } from '../form/type-settings.js';
import { DesignSheet } from '../intake/design-sheet.js';
import { FieldSelect } from '../intake/fields-select.js';
import type { PageDesignerProps } from '../page/page-designs.js';
import { phoneDesignWords } from './phone-design-words.js';

/** Designs a day's work on a phone. */
export function PhoneDesigner({ store, reload }: PageDesignerProps) {
  const t = useWords(phoneDesignWords);
  const page = useDraftView(store).document as FieldPage;
  const { form, ground } = useGround(page.work.form);
  const set = (key: keyof FieldPage) => (value: unknown) =>
    store.change((before) => withProperty(before as FieldPage, key, value), key);
  return (
    <DesignSheet kind="page" store={store} reload={reload} onLabel={set('label')}>
      <h2>{t('work')}</h2>
      <FormSelect
        label={t('work_form')}
        value={page.work.form}
        onChange={(next) => store.change(() => begunWith(page, next))}
      />
      <ConditionField
        label={t('whose')}
        ground={ground}
        value={page.work.filter}
        onChange={(filter) => set('work')({ ...page.work, filter: filter ?? true })}
      />
      <FieldSelect
        label={t('from')}
        form={form}
        value={page.work.from}
        fits={({ type }) => type === 'datetime'}
        onChange={(from) => set('work')({ ...page.work, from: from ?? 'start' })}
      />
    </DesignSheet>
  );
}

/** The page over another form: what named fields of the former one has to be chosen again. */
function begunWith(page: FieldPage, form: string): FieldPage {
  const { back: _back, scan: _scan, parts: _parts, ...rest } = page;
  const { before, after } = page.work;
  return { ...rest, work: { form, filter: true, from: 'start', before, after }, follow: [], steps: [] };
}
