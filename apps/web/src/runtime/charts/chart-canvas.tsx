import {
  BarChart,
  FunnelChart,
  GaugeChart,
  HeatmapChart,
  LineChart,
  PieChart,
  RadarChart,
  ScatterChart,
} from 'echarts/charts';
import {
  AriaComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  RadarComponent,
  TooltipComponent,
  VisualMapComponent,
} from 'echarts/components';
import { type ECharts, init, use } from 'echarts/core';
import { LabelLayout } from 'echarts/features';
import { SVGRenderer } from 'echarts/renderers';
import type { ECBasicOption } from 'echarts/types/dist/shared';
import { useEffect, useRef } from 'react';
import { useIsStill } from '../../ui/media.js';
import styles from '../dashboard/dashboard.module.css';
import type { Mark } from './report-view-props.js';

use([
  BarChart,
  LineChart,
  PieChart,
  GaugeChart,
  FunnelChart,
  RadarChart,
  HeatmapChart,
  ScatterChart,
  RadarComponent,
  VisualMapComponent,
  GridComponent,
  TooltipComponent,
  LegendComponent,
  MarkLineComponent,
  AriaComponent,
  LabelLayout,
  SVGRenderer,
]);

interface ChartCanvasProps {
  options: ECBasicOption;
  label: string;
  onMark?: ((mark: Mark) => void) | undefined;
}

/** A chart; a click on a part of it names the row of the report behind it. */
export function ChartCanvas({ options, label, onMark }: ChartCanvasProps) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts | null>(null);
  const isStill = useIsStill();
  const chosen = useRef(onMark);
  chosen.current = onMark;
  useEffect(() => {
    if (!box.current) return undefined;
    const made = init(box.current, null, { renderer: 'svg' });
    chart.current = made;
    made.on('click', ({ data, event }) => {
      const { row, measure } = (data ?? {}) as { row?: number; measure?: number };
      const pointer = event?.event as unknown as { clientX?: number; clientY?: number } | undefined;
      if (row === undefined || row < 0) return;
      chosen.current?.({
        row,
        measure: measure ?? 0,
        at: { x: pointer?.clientX ?? 0, y: pointer?.clientY ?? 0 },
      });
    });
    const observer = new ResizeObserver(() => made.resize());
    observer.observe(box.current);
    return () => {
      observer.disconnect();
      made.dispose();
      chart.current = null;
    };
  }, []);
  useEffect(() => {
    chart.current?.setOption({ ...options, animation: !isStill }, { notMerge: true });
  }, [options, isStill]);
  return <div ref={box} className={styles.canvas} role="img" aria-label={label} />;
}
