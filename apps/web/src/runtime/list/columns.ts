import { type Field, type Form, fieldOf } from '@fieldwork/metadata';
import { useState } from 'react';
import { isNumeric, widgetOf } from '../../widgets/registry.js';
import { type SystemColumn, systemLabels } from '../filters/system-labels.js';
import type { ListColumn } from './list-column.js';

const most = 8;
/** What people look for first; the rest fills up in the form's own order. */
const telling: readonly Field['type'][] = [
  'choice',
  'reference',
  'member',
  'date',
  'datetime',
  'money',
  'phone',
];

const systemTypes: Record<SystemColumn, Field['type']> = {
  owner: 'member',
  department: 'department',
  created_by: 'member',
  updated_by: 'member',
  created_at: 'datetime',
  updated_at: 'datetime',
};

/** Every column a list of this form can show. */
export function columnsOf(form: Form, hidden: readonly string[]): ListColumn[] {
  const own = form.fields.filter((field) => !hidden.includes(field.id) && !widgetOf(field).isNoColumn);
  const system = (Object.keys(systemTypes) as SystemColumn[]).map(
    (id): Field => ({ id, type: systemTypes[id], label: systemLabels[id] }),
  );
  return [...own, ...system].map((field) => ({
    path: field.id,
    label: field.label,
    width: widgetOf(field).columnWidth ?? 140,
    isElastic: widgetOf(field).isElastic ?? false,
    isNumeric: isNumeric(field),
    field,
  }));
}

/** The columns a list shows unless somebody chose: title, state, then the most telling fields. */
export function usualColumns(form: Form, all: readonly ListColumn[]): string[] {
  const own = all.filter(({ path }) => fieldOf(form, path));
  // A bare number tells little: the first text of the form stands beside it.
  const isNumbered = fieldOf(form, form.title ?? '')?.type === 'auto_number';
  const subject = isNumbered ? own.find(({ field }) => field.type === 'text')?.path : undefined;
  const head = [form.title, subject, form.status].filter((id): id is string => id !== undefined);
  const rank = ({ field, path }: ListColumn) => {
    if (head.includes(path)) return head.indexOf(path) - head.length;
    const at = telling.indexOf(field.type);
    return at < 0 ? telling.length : 0;
  };
  // A stable sort keeps the form's own order within a rank.
  const chosen = own.toSorted((a, b) => rank(a) - rank(b)).slice(0, most - 1);
  return [...chosen.map(({ path }) => path), 'updated_at'];
}

/** The user's own choice of columns, kept in this browser per list and view. */
export function useColumnChoice(key: string): [string[] | null, (columns: string[] | null) => void] {
  const name = `fieldwork.columns.${key}`;
  const [, setRound] = useState(0);
  const kept = localStorage.getItem(name);
  const set = (columns: string[] | null) => {
    if (columns === null) localStorage.removeItem(name);
    else localStorage.setItem(name, columns.join(','));
    setRound((round) => round + 1);
  };
  return [kept === null || kept === '' ? null : kept.split(','), set];
}
