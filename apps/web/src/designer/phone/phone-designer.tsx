import type { FieldPage } from '@fieldwork/metadata';
import { useWords } from '../../words/words.js';
import { useDraftView } from '../document/use-draft-store.js';
import { FormSelect } from '../effects/form-select.js';
import { withProperty } from '../form/type-settings.js';
import { DesignSheet } from '../intake/design-sheet.js';
import type { PageDesignerProps } from '../page/page-designs.js';
import { BeginPart } from './begin-part.js';
import { PositionsPart, ScanPart } from './beside-parts.js';
import { ListsPart, PartsListPart } from './lists-part.js';
import { phoneDesignWords } from './phone-design-words.js';
import { PoolPart } from './pool-part.js';
import { SetsPart } from './sets-part.js';
import { StepsPart } from './steps-part.js';
import { WorkPart } from './work-part.js';

/** Designs a day's work on a phone. */
export function PhoneDesigner({ store, reload }: PageDesignerProps) {
  const t = useWords(phoneDesignWords);
  const page = useDraftView(store).document as FieldPage;
  const set = (key: keyof FieldPage) => (value: unknown) =>
    store.change((before) => withProperty(before as FieldPage, key, value), key);
  return (
    <DesignSheet kind="page" store={store} reload={reload} onLabel={set('label')}>
      <h2 data-part="work">{t('work')}</h2>
      <FormSelect
        label={t('work_form')}
        value={page.work.form}
        onChange={(next) => store.change(() => begunWith(page, next))}
      />
      <WorkPart page={page} onChange={set('work')} />
      <h2 data-part="steps">{t('steps')}</h2>
      <StepsPart page={page} onChange={set('steps')} />
      <h2 data-part="sets">{t('sets')}</h2>
      <SetsPart page={page} set={set} />
      <h2 data-part="scan">{t('scan')}</h2>
      <ScanPart page={page} set={set} />
      <h2 data-part="list">{t('list')}</h2>
      <PartsListPart page={page} set={set} />
      <ListsPart page={page} set={set} />
      <h2 data-part="begin">{t('begin')}</h2>
      <BeginPart page={page} set={set} />
      <h2 data-part="pool">{t('pool')}</h2>
      <PoolPart page={page} set={set} />
      <h2 data-part="positions">{t('positions')}</h2>
      <PositionsPart page={page} set={set} />
    </DesignSheet>
  );
}

/** The page over another form: what named fields of the former one has to be chosen again. */
function begunWith(page: FieldPage, form: string): FieldPage {
  const {
    back: _back,
    scan: _scan,
    parts: _parts,
    lists: _lists,
    begin: _begin,
    pool: _pool,
    ...rest
  } = page;
  const { before, after } = page.work;
  return { ...rest, work: { form, filter: true, from: 'start', before, after }, follow: [], steps: [] };
}
