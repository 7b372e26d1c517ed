import { InfoCircleOutlined } from '@ant-design/icons';
import type { FigureDefinition, ReportData } from '@fieldwork/api-contract';
import type { Report } from '@fieldwork/metadata';
import { Button, Popover } from 'antd';
import { exactMoment } from '../../ui/moment.js';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { figureText } from '../charts/figures.js';
import styles from './dashboard.module.css';
import { dashboardWords } from './dashboard-words.js';

/** The (i) beside a figure: how it is computed, what it leaves out, by which time, and as of when. */
export function Definition({ report, data }: { report: Report; data: ReportData | undefined }) {
  const t = useWords(dashboardWords);
  const text = useText();
  const figures = data?.columns.filter(({ definition }) => definition !== undefined) ?? [];
  if (!report.description && figures.length === 0) return null;
  return (
    <Popover
      // Not `click` too: the same tap gives it the focus, and would open and close at once.
      trigger={['hover', 'focus']}
      title={t('definition')}
      content={
        <div className={styles.definition}>
          {report.description && <p>{text(report.description)}</p>}
          {figures.map(({ id, definition, format, scale, unit }) =>
            definition ? (
              <div key={id}>
                <strong>{text(definition.label)}</strong>
                <DefinitionWords
                  definition={definition}
                  target={
                    definition.target === undefined
                      ? undefined
                      : figureText(definition.target, {
                          ...(format && { format }),
                          ...(scale !== undefined && { scale }),
                          ...(unit && { unit }),
                        })
                  }
                />
              </div>
            ) : null,
          )}
          {data && <p className="muted figures">{t('updated', { at: exactMoment(data.computedAt) })}</p>}
        </div>
      }
    >
      <Button
        type="text"
        size="small"
        icon={<InfoCircleOutlined className="muted" />}
        aria-label={t('definition')}
      />
    </Popover>
  );
}

/** A KPI's definition in words. */
export function DefinitionWords({
  definition,
  target,
}: {
  definition: FigureDefinition;
  target: string | undefined;
}) {
  const t = useWords(dashboardWords);
  const text = useText();
  const basis = definition.timeBasis === undefined ? '' : ` · ${t(definition.timeBasis)}`;
  const lines = [
    [t('formula'), text(definition.formula)],
    [t('exclusions'), text(definition.exclusions)],
    [t('time_field'), `${text(definition.time)}${basis}`],
    [t('figure_target'), target === undefined ? '' : `${target} · ${t(definition.direction)}`],
  ];
  return (
    <dl>
      {lines
        .filter(([, value]) => value !== '')
        .map(([name, value]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
