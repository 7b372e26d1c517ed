import { type KeyboardEvent, type MouseEvent, useMemo, useState } from 'react';
import { placeNames } from './name-places.js';
import { boundsOf, pathOf, placeKey, projectInto, type Region } from './outline.js';
import type { MapLine, MapPoint, RegionValue } from './outline-map.js';
import styles from './outline-map.module.css';
import { useRegionName } from './region-names.js';
import type { MapWindow } from './use-map-window.js';

interface MapDrawingProps {
  label: string;
  regions: readonly Region[];
  points: readonly MapPoint[];
  lines: readonly MapLine[];
  values: readonly RegionValue[];
  fit: 'area' | 'points';
  size: { width: number; height: number };
  view: MapWindow;
  onRegion: (region: Region, at?: { x: number; y: number }) => void;
  isClickable: (region: Region) => boolean;
}

const margin = 14;
const usualRadius = 5;
/** Narrower maps have no room for names beside the shapes. */
const roomForNames = 420;
/** Even the least value is told from no value. */
const weakest = 14;
const strongest = 88;

/** Regions as shapes, points as circles; what is under the pointer is named. */
export function MapDrawing(props: MapDrawingProps) {
  const { label, regions, points, lines, values, fit, size, view, onRegion, isClickable } = props;
  const [hovered, setHovered] = useState<{ text: string; x: number; y: number } | null>(null);
  const project = useMemo(() => {
    const known = points.map(({ longitude, latitude }) => [longitude, latitude] as const);
    const shown = fit === 'points' && known.length > 1 ? known : regions.flatMap(({ rings }) => rings.flat());
    return projectInto(boundsOf(shown), size.width, size.height, margin);
  }, [regions, points, fit, size]);
  const shapes = useMemo(
    () => regions.map((region) => ({ region, path: pathOf(region.rings, project) })),
    [regions, project],
  );
  const nameOf = useRegionName();
  const valueByPlace = useMemo(() => new Map(values.map((value) => [placeKey(value.name), value])), [values]);
  const most = Math.max(...values.map(({ value }) => value), 0);
  const fillOf = (value: RegionValue | undefined) =>
    value === undefined
      ? 'var(--sunken)'
      : `color-mix(in srgb, var(--primary) ${weakest + (most > 0 ? value.value / most : 0) * (strongest - weakest)}%, var(--surface))`;
  const at = ([x, y]: readonly [number, number]) => ({
    x: x * view.scale + view.x,
    y: y * view.scale + view.y,
  });
  const placed = points.map((point) => ({
    point,
    ...at(project([point.longitude, point.latitude])),
    radius: point.size ?? usualRadius,
  }));
  const names = placeNames(
    placed.map(({ point, ...where }) => ({
      id: point.id,
      label: point.isNamed ? point.label : null,
      ...where,
    })),
    size,
  );
  const textOf = (region: Region) => {
    const value = valueByPlace.get(placeKey(region.name));
    return value ? `${nameOf(region.name)} ${value.text}` : nameOf(region.name);
  };
  const press = (act: () => void) => (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    act();
  };
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: regions are no fields of a form */}
      <svg width={size.width} height={size.height} role="group" aria-label={label}>
        <g transform={`translate(${view.x} ${view.y}) scale(${view.scale})`}>
          {shapes.map(({ region, path }, index) => {
            const canClick = isClickable(region);
            return (
              <path
                key={index}
                d={path}
                className={styles.region}
                style={{ fill: fillOf(valueByPlace.get(placeKey(region.name))) }}
                strokeWidth={1 / view.scale}
                aria-label={textOf(region)}
                {...(canClick
                  ? {
                      role: 'button',
                      tabIndex: 0,
                      onClick: ({ clientX: x, clientY: y }: MouseEvent) => onRegion(region, { x, y }),
                      onKeyDown: press(() => onRegion(region)),
                    }
                  : {})}
                onPointerEnter={() => {
                  const { x, y } = at(project(region.center));
                  setHovered({ text: textOf(region), x, y });
                }}
                onPointerLeave={() => setHovered(null)}
              />
            );
          })}
        </g>
        {size.width >= roomForNames &&
          regions
            .filter((region) => valueByPlace.has(placeKey(region.name)))
            .map((region) => (
              <text key={region.name} className={styles.name} {...at(project(region.center))}>
                {nameOf(placeKey(region.name))}
              </text>
            ))}
        {lines.map(({ id, colour, places }) => (
          <polyline
            key={id}
            className={styles.line}
            style={{ stroke: colour }}
            points={places
              .map(({ longitude, latitude }) => at(project([longitude, latitude])))
              .map(({ x, y }) => `${x},${y}`)
              .join(' ')}
          />
        ))}
        {placed.map(({ point, x, y, radius }) => (
          <g
            key={point.id}
            className={styles.point}
            transform={`translate(${x} ${y})`}
            aria-label={point.label}
            onPointerEnter={() => setHovered({ text: point.label, x, y: y - radius })}
            onPointerLeave={() => setHovered(null)}
            {...(point.onClick
              ? { role: 'button', tabIndex: 0, onClick: point.onClick, onKeyDown: press(point.onClick) }
              : {})}
          >
            <circle r={radius} style={{ fill: point.colour ?? 'var(--primary)' }} />
          </g>
        ))}
        {/* Over all points, that none hides a name. */}
        {placed.map(({ point }) => {
          const place = names.get(point.id);
          return (
            place && (
              <text
                key={point.id}
                className={styles.pointName}
                textAnchor={place.anchor}
                x={place.x}
                y={place.y + 4}
                aria-hidden
              >
                {point.label}
              </text>
            )
          );
        })}
      </svg>
      {hovered && (
        <div
          className={styles.tip}
          style={{ left: Math.min(Math.max(hovered.x, 60), size.width - 60), top: Math.max(hovered.y, 34) }}
        >
          {hovered.text}
        </div>
      )}
    </>
  );
}
