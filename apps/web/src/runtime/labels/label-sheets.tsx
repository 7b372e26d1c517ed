import type { Form } from '@fieldwork/metadata';
import { Cell } from '../list/cell.js';
import type { ListColumn } from '../list/list-column.js';
import { titleOf } from '../list/use-list.js';
import type { Label } from './label-data.js';
import { type LabelSize, labelSizes, pagesOf } from './label-sizes.js';
import styles from './labels.module.css';

interface LabelSheetsProps {
  form: Form;
  columns: readonly ListColumn[];
  labels: readonly Label[];
  size: LabelSize;
  used: number;
}

/** The labels as they come out of the printer. */
export function LabelSheets({ form, columns, labels, size, used }: LabelSheetsProps) {
  const { width, height, columns: across } = labelSizes[size];
  const grid = {
    gridTemplateColumns: `repeat(${across}, ${width}mm)`,
    gridAutoRows: `${height}mm`,
  };
  return pagesOf(labels, size, used).map((page, number) => (
    <div
      key={page.find((label) => label !== null)?.record.id ?? number}
      className={styles.sheet}
      data-size={size}
      style={grid}
    >
      {page.map((label, place) =>
        label ? (
          <div key={label.record.id} className={styles.label}>
            {label.picture && <img alt="" src={label.picture} />}
            <div className={styles.words}>
              <b>{titleOf(form, label.record)}</b>
              {columns.slice(0, labelSizes[size].lines).map((column) => (
                <span key={column.path}>
                  <Cell form={form.id} column={column} record={label.record} />
                </span>
              ))}
            </div>
          </div>
        ) : (
          <div key={`used ${String(place)}`} className={styles.label} />
        ),
      )}
    </div>
  ));
}
