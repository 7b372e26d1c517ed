import type { Drawing } from './drawing.js';
import { figureText, numberOf } from './figures.js';
import { commonOptions } from './parts.js';
import { isMet } from './targets.js';

export const gauge: Drawing = {
  picture: 'M4 18a9 9 0 1 1 16 0M12 15l5-5',
  isTall: true,
  options: ({ report, chart, palette }) => {
    const [series] = chart.series;
    const value = series?.points[0]?.value ?? null;
    const target = numberOf(report.chart.target ?? series?.column.definition?.target);
    const isPercent = series?.column.format === 'percent';
    const max = Number(
      report.chart.max ?? (isPercent ? 1 : Math.max(1, (value ?? 0) * 1.5, (target ?? 0) * 1.25)),
    );
    const isGood = target === null || value === null || !series || isMet(value, target, series.column);
    return {
      ...commonOptions,
      series: [
        {
          type: 'gauge',
          startAngle: 200,
          endAngle: -20,
          min: 0,
          max,
          radius: '100%',
          center: ['50%', '64%'],
          progress: { show: true, width: 14, roundCap: true },
          pointer: { show: false },
          axisLine: { roundCap: true, lineStyle: { width: 14, color: [[1, palette.border]] } },
          axisTick: { show: false },
          splitLine: { show: false },
          axisLabel: { show: false },
          itemStyle: { color: isGood ? palette.success : palette.warning },
          detail: {
            offsetCenter: [0, -4],
            color: palette.text,
            fontSize: 26,
            fontWeight: 600,
            formatter: () => (series ? figureText(value, series.column) : ''),
          },
          data: [{ value: value ?? 0, row: series?.points[0]?.row ?? -1, measure: 0 }],
        },
        ...(target === null ? [] : [targetTick(target, max, palette.text)]),
      ],
    };
  },
};

/** A mark on the scale where the target is. */
function targetTick(target: number, max: number, colour: string) {
  return {
    type: 'gauge',
    startAngle: 200,
    endAngle: -20,
    min: 0,
    max,
    radius: '100%',
    center: ['50%', '64%'],
    silent: true,
    pointer: {
      show: true,
      icon: 'rect',
      width: 3,
      length: 22,
      offsetCenter: [0, '-86%'],
      itemStyle: { color: colour },
    },
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { show: false },
    axisLabel: { show: false },
    detail: { show: false },
    title: { show: false },
    data: [{ value: target }],
  };
}
