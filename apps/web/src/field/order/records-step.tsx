import { CheckCircleFilled } from '@ant-design/icons';
import { boundFilter, type FieldStepOf, fieldOf, idOf } from '@fieldwork/metadata';
import { Button } from 'antd';
import { useAppScope } from '../../api/app-scope.js';
import { useRecords } from '../../api/records.js';
import { EmptyState } from '../../ui/empty-state.js';
import { pick } from '../../widgets/reference.js';
import { isEmptyValue, widgetOf } from '../../widgets/registry.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import styles from './order.module.css';
import { orderWords } from './order-words.js';
import type { StepProps } from './step-views.js';

const most = 20;

/** Records to read, such as what is known about this fault; the one that helped can be kept. */
export function RecordsStep({ step, record, onWrite, onSkip }: StepProps<FieldStepOf<'records'>>) {
  const t = useWords(orderWords);
  const text = useText();
  const scope = useAppScope();
  const target = scope.forms.get(step.form);
  const sort = (step.sort ?? []).map(
    ({ field, direction }) => `${direction === 'descending' ? '-' : ''}${field}`,
  );
  const filter = boundFilter(step.filter, record);
  const { data } = useRecords(scope.id, step.form, { filter, sort, pageSize: most });
  const chosen = step.field === undefined ? null : idOf(record[step.field]);
  const { field } = step;
  return (
    <>
      <div className={styles.body}>
        {data?.records.length === 0 && <EmptyState title={t('nothing_fits')} />}
        {target &&
          data?.records.map((one) => (
            <details key={one.id} className={styles.article}>
              <summary>
                {one.id === chosen && <CheckCircleFilled aria-label={t('chosen')} />}
                {pick(one, target).title ?? one.id}
              </summary>
              <div>
                {step.shown.map((id) => {
                  const shown = fieldOf(target, id);
                  if (!shown || isEmptyValue(one[id])) return null;
                  const { Display } = widgetOf(shown);
                  return (
                    <div key={id}>
                      <span className="muted">{text(shown.label)}</span>
                      <Display field={shown} value={one[id]} place="full" />
                    </div>
                  );
                })}
                {field !== undefined && one.id !== chosen && (
                  <Button
                    size="large"
                    onClick={() => void onWrite({ shown: { [field]: pick(one, target) }, label: step.label })}
                  >
                    {t('helped')}
                  </Button>
                )}
              </div>
            </details>
          ))}
      </div>
      <div className={styles.bottom}>
        <Button type="primary" size="large" block onClick={onSkip}>
          {t('next')}
        </Button>
      </div>
    </>
  );
}
