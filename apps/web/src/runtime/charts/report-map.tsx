import { useMemo } from 'react';
import { useText } from '../../words/texts.js';
import { useWords } from '../../words/words.js';
import { mapWords } from '../map/map-words.js';
import { placeKey, type Region } from '../map/outline.js';
import { OutlineMap, type RegionValue } from '../map/outline-map.js';
import { useOutline } from '../map/use-outline.js';
import { dimensionText, figureText, numberOf } from './figures.js';
import type { ReportViewProps } from './report-view-props.js';

/** Regions coloured by a figure; a province opens on its cities when the report has such a level. */
export function ReportMap({ report, data, onMark, opened = [], onOpened }: ReportViewProps) {
  const text = useText();
  const t = useWords(mapWords);
  const columns = data.columns.map((column, index) => ({ column, index }));
  const dimension = columns.find(({ column }) => column.role === 'dimension');
  const figure = columns.find(({ column }) => column.role === 'measure');
  const places = useMemo(
    () =>
      dimension && figure
        ? data.rows.map((row, index) => ({
            row: index,
            key: placeKey(dimensionText(row[dimension.index], dimension.column)),
            name: dimensionText(row[dimension.index], dimension.column),
            raw: row[dimension.index],
            value: numberOf(row[figure.index]) ?? 0,
            text: figureText(row[figure.index], figure.column),
          }))
        : [],
    [data, dimension, figure],
  );
  const values: RegionValue[] = places;
  const placeOf = (name: string) => places.find(({ key }) => key === placeKey(name));
  const { data: whole } = useOutline('100000');
  const known = new Set(whole?.map(({ name }) => placeKey(name)));
  const unplaced = opened.length === 0 && whole ? places.filter(({ key }) => !known.has(key)).length : 0;
  const canOpen = (region: Region) =>
    dimension?.column.hasNext === true && onOpened !== undefined && placeOf(region.name) !== undefined;
  return (
    <OutlineMap
      label={text(report.label)}
      values={values}
      canOpen={canOpen}
      onArea={(path) => {
        const next = opened.slice(0, path.length);
        const place = path.length > opened.length ? placeOf(path.at(-1)?.name ?? '') : undefined;
        const added =
          place && dimension
            ? [{ dimension: dimension.column.id, value: place.raw as string, text: place.name }]
            : [];
        onOpened?.([...next, ...added]);
      }}
      {...(onMark
        ? {
            onRegion: (region: Region, at: { x: number; y: number } | undefined) => {
              const place = placeOf(region.name);
              if (place) onMark({ row: place.row, measure: 0, ...(at ? { at } : {}) });
            },
          }
        : {})}
    >
      {unplaced > 0 && <span className="muted">{t('unplaced', { count: unplaced })}</span>}
    </OutlineMap>
  );
}
