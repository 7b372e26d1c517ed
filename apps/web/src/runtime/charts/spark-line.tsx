import styles from '../dashboard/dashboard.module.css';

const width = 96;
const height = 26;
const margin = 2;

/** The course of a figure, without axes. */
export function SparkLine({ values, label }: { values: readonly (number | null)[]; label: string }) {
  const known = values.filter((value) => value !== null);
  if (known.length < 2) return null;
  const least = Math.min(...known, 0);
  const span = Math.max(...known) - least || 1;
  const points = values.flatMap((value, index) =>
    value === null
      ? []
      : [
          [
            margin + (index / (values.length - 1)) * (width - 2 * margin),
            height - margin - ((value - least) / span) * (height - 2 * margin),
          ] as const,
        ],
  );
  const line = points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');
  const [x, y] = points.at(-1) ?? [0, 0];
  return (
    <svg className={styles.spark} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <polyline points={line} />
      <circle cx={x} cy={y} r={2} />
    </svg>
  );
}
