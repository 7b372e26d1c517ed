import { BarChart, GaugeChart, LineChart, PieChart } from 'echarts/charts';
import {
  AriaComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
} from 'echarts/components';
import { type ECharts, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { ECBasicOption } from 'echarts/types/dist/shared';
import { useEffect, useRef } from 'react';
import styles from './dashboard.module.css';

use([
  BarChart,
  LineChart,
  PieChart,
  GaugeChart,
  GridComponent,
  TooltipComponent,
  LegendComponent,
  MarkLineComponent,
  AriaComponent,
  SVGRenderer,
]);

interface ChartCanvasProps {
  options: ECBasicOption;
  label: string;
  onRow?: ((row: number, measure: number) => void) | undefined;
}

/** A chart; a click on a part of it names the row of the report behind it. */
export function ChartCanvas({ options, label, onRow }: ChartCanvasProps) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts | null>(null);
  const chosen = useRef(onRow);
  chosen.current = onRow;
  useEffect(() => {
    if (!box.current) return undefined;
    const made = init(box.current, null, { renderer: 'svg' });
    chart.current = made;
    made.on('click', ({ data }) => {
      const { row, measure } = (data ?? {}) as { row?: number; measure?: number };
      if (row !== undefined && row >= 0) chosen.current?.(row, measure ?? 0);
    });
    const observer = new ResizeObserver(() => made.resize());
    observer.observe(box.current);
    return () => {
      observer.disconnect();
      made.dispose();
      chart.current = null;
    };
  }, []);
  useEffect(() => chart.current?.setOption(options, { notMerge: true }), [options]);
  return <div ref={box} className={styles.canvas} role="img" aria-label={label} />;
}
