import { CompressOutlined, MinusOutlined, PlusOutlined } from '@ant-design/icons';
import { Breadcrumb, Button, Skeleton } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import { useBoxSize } from '../../ui/use-box-size.js';
import { useWords } from '../../words/words.js';
import { MapDrawing } from './map-drawing.js';
import { MapLegend } from './map-legend.js';
import { mapWords } from './map-words.js';
import { country, hasInner, type Region } from './outline.js';
import styles from './outline-map.module.css';
import { useRegionName } from './region-names.js';
import { useMapWindow } from './use-map-window.js';
import { useOutline } from './use-outline.js';

/** Someone or something at a place, in degrees (WGS 84 or GCJ-02: the outline is too coarse to tell). */
export interface MapPoint {
  id: string;
  longitude: number;
  latitude: number;
  label: string;
  /** A CSS colour; the primary one when missing. */
  colour?: string;
  /** Radius in pixels, 5 when missing. */
  size?: number;
  /** Written beside the point, not only on hover. */
  isNamed?: boolean;
  onClick?: () => void;
}

/** A way from place to place, straight. */
export interface MapLine {
  id: string;
  colour: string;
  places: readonly { longitude: number; latitude: number }[];
}

/** The figure of a region, by the region's name as addresses write it. */
export interface RegionValue {
  name: string;
  value: number;
  text: string;
}

export interface MapArea {
  code: string;
  name: string;
}

export interface OutlineMapProps {
  /** What the map shows, for those who do not see it. */
  label: string;
  points?: readonly MapPoint[];
  lines?: readonly MapLine[];
  values?: readonly RegionValue[];
  /** `points`: the map opens on them; otherwise on the whole area. */
  fit?: 'area' | 'points';
  /** Levels that a click opens are told here, outermost first; an empty list is the country. */
  onArea?: (path: readonly MapArea[]) => void;
  /** A click on a region that has no outline inside; or on any, when `canOpen` is false. */
  onRegion?: (region: Region, at?: { x: number; y: number }) => void;
  /** Whether a click on a province opens it (the usual case). */
  canOpen?: boolean | ((region: Region) => boolean);
  /** Below the map, e.g. a legend of the points. */
  children?: ReactNode;
}

/** The bundled outline of the country with points and coloured regions; provinces open on their cities. */
export function OutlineMap({
  label,
  points,
  lines,
  values,
  fit,
  onArea,
  onRegion,
  canOpen = true,
  children,
}: OutlineMapProps) {
  const t = useWords(mapWords);
  const box = useRef<HTMLDivElement>(null);
  const [path, setPath] = useState<readonly MapArea[]>([]);
  const area = path.at(-1)?.code ?? country;
  const { data: regions, error } = useOutline(area);
  const size = useBoxSize(box);
  const nameOf = useRegionName();
  const view = useMapWindow(box, area);
  const go = (next: readonly MapArea[]) => {
    setPath(next);
    onArea?.(next);
  };
  const opens = (region: Region): region is Region & { code: string } =>
    hasInner(region) && (typeof canOpen === 'function' ? canOpen(region) : canOpen);
  const onClick = (region: Region, at?: { x: number; y: number }) => {
    if (view.wasDragged()) return;
    if (opens(region)) go([...path, { code: region.code, name: region.name }]);
    else onRegion?.(region, at);
  };
  const isClickable = (region: Region) => onRegion !== undefined || opens(region);
  return (
    <div className={styles.map}>
      {path.length > 0 && (
        <nav aria-label={t('path')}>
          <Breadcrumb
            items={[{ code: country, name: t('country') }, ...path].map(({ code, name: written }, index) => ({
              key: code,
              title:
                index === path.length ? (
                  nameOf(written)
                ) : (
                  <button type="button" className={styles.crumb} onClick={() => go(path.slice(0, index))}>
                    {nameOf(written)}
                  </button>
                ),
            }))}
          />
        </nav>
      )}
      <div
        ref={box}
        className={styles.box}
        onPointerDown={view.onPointerDown}
        onPointerMove={view.onPointerMove}
      >
        {error && <p className="muted">{t('missing')}</p>}
        {!regions && !error && <Skeleton.Node active style={{ width: '100%', height: '100%' }} />}
        {regions && size.width > 0 && (
          <MapDrawing
            label={label}
            regions={regions}
            points={points ?? []}
            lines={lines ?? []}
            values={values ?? []}
            fit={fit ?? 'area'}
            size={size}
            view={view.at}
            onRegion={onClick}
            isClickable={isClickable}
          />
        )}
        <div className={styles.tools} data-tools>
          <Button size="small" icon={<PlusOutlined />} aria-label={t('zoom_in')} onClick={view.zoomIn} />
          <Button size="small" icon={<MinusOutlined />} aria-label={t('zoom_out')} onClick={view.zoomOut} />
          {view.at.scale > 1 && (
            <Button size="small" icon={<CompressOutlined />} aria-label={t('whole')} onClick={view.reset} />
          )}
        </div>
        {values && values.length > 0 && <MapLegend values={values} />}
      </div>
      {children}
    </div>
  );
}
