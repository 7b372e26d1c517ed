import { StarOutlined } from '@ant-design/icons';
import { Rate } from 'antd';
import { type DisplayProps, type InputProps, textOf, type Widget } from './widget.js';
import styles from './widgets.module.css';

const usualMost = 5;

function RatingInput({ id, field, value, onChange, isReadOnly, describedBy }: InputProps) {
  return (
    <fieldset className={styles.bare} aria-labelledby={`${id}-label`} aria-describedby={describedBy}>
      <Rate
        count={field.most ?? usualMost}
        value={Number(textOf(value)) || 0}
        disabled={isReadOnly ?? false}
        onChange={(stars) => onChange(stars === 0 ? null : String(stars))}
      />
    </fieldset>
  );
}

function RatingDisplay({ field, value, place }: DisplayProps) {
  const most = field.most ?? usualMost;
  const stars = Math.min(Number(textOf(value)) || 0, most);
  if (place === 'full') return <Rate disabled count={most} value={stars} />;
  return (
    <span className="figures" style={{ color: 'var(--warning)' }}>
      {'★'.repeat(stars)}
      <span className="visually-hidden">{stars}</span>
    </span>
  );
}

export const rating: Widget = {
  Input: RatingInput,
  Display: RatingDisplay,
  icon: <StarOutlined />,
  columnWidth: 110,
  isGroup: true,
};
