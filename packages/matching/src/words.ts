import { toLocal } from '@fieldwork/expression';
import {
  bilingual,
  type Field,
  type Form,
  fieldOf,
  type Locale,
  localize,
  type Matching,
  type Text,
} from '@fieldwork/metadata';
import type { Change } from './requirement.js';

type Forms = ReadonlyMap<string, Form>;

const known: Readonly<Record<string, Text>> = {
  distance_km: bilingual('距离（公里）', 'Distance (km)'),
  travel_minutes: bilingual('路程（分钟）', 'Travel (minutes)'),
};

interface Named {
  label: Text;
  field: Field | null;
}

/** What a path of a matching is called, and the field behind it. */
export function nameOf(path: string, matching: Matching, forms: Forms): Named {
  const [head = '', ...rest] = path.split('.');
  if (head === 'figure') {
    const figure = matching.figures?.find(({ id }) => id === rest[0]);
    return { label: figure?.label ?? rest.join('.'), field: null };
  }
  const isCandidate = head === 'candidate';
  const form = forms.get(isCandidate ? matching.candidates.form : matching.form);
  return (
    fieldNamed(isCandidate ? rest : [head, ...rest], form, forms) ?? {
      label: known[path] ?? path,
      field: null,
    }
  );
}

function fieldNamed(parts: readonly string[], form: Form | undefined, forms: Forms): Named | null {
  const field = form && fieldOf(form, parts[0] ?? '');
  if (!field) return null;
  if (parts.length === 1) return { label: field.label, field };
  const inner = fieldNamed(parts.slice(1), forms.get(field.form ?? ''), forms);
  if (!inner) return { label: field.label, field: null };
  const label = bilingual(
    `${localize(field.label, 'zh-CN')}的${localize(inner.label, 'zh-CN')}`,
    `${localize(inner.label, 'en')} of ${localize(field.label, 'en')}`,
  );
  return { label, field: inner.field };
}

/** One thing that would have to be otherwise, as a sentence. */
export function changeWords(
  change: Change,
  matching: Matching,
  { forms, timeZone }: { forms: Forms; timeZone: string },
): Text {
  const { label, field } = nameOf(change.path, matching, forms);
  const words = (locale: Locale) => sentence(change, localize(label, locale), field, { locale, timeZone });
  return bilingual(words('zh-CN'), words('en'));
}

/** Whom a sentence is for. */
interface Reader {
  locale: Locale;
  timeZone: string;
}

function sentence(change: Change, label: string, field: Field | null, reader: Reader): string {
  const zh = reader.locale === 'zh-CN';
  if (change.relation === 'rows') return rowsSentence(change, label, field, reader);
  const from = valueWords(change.from, field, reader);
  const to = valueWords(change.to, field, reader);
  const bound = {
    equals: '',
    at_most: zh ? '至多 ' : 'at most ',
    at_least: zh ? '至少 ' : 'at least ',
    includes: zh ? '含 ' : 'with ',
    excludes: zh ? '不再是 ' : 'other than ',
  }[change.relation];
  const wanted = change.relation === 'excludes' ? from : to;
  return zh ? `${label}：${from} → ${bound}${wanted}` : `${label}: ${from} → ${bound}${wanted}`;
}

function rowsSentence({ rows, from }: Change, label: string, field: Field | null, reader: Reader): string {
  const { locale } = reader;
  const zh = locale === 'zh-CN';
  const old = Array.isArray(from) ? (from as Record<string, unknown>[]) : [];
  const parts = (rows ?? []).map(({ index, changes }) => {
    if (changes === null) return zh ? `去掉第 ${(index ?? 0) + 1} 行` : `without row ${(index ?? 0) + 1}`;
    const cells = changes
      .map((change) => {
        const cell = field?.fields?.find(({ id }) => id === change.path) ?? null;
        return sentence(change, localize(cell?.label ?? change.path, locale), cell, reader);
      })
      .join(zh ? '，' : ', ');
    if (index === null) return zh ? `增加一行（${cells}）` : `one more row (${cells})`;
    const row = old[index];
    const first = field?.fields?.[0];
    const name = row && first ? valueWords(row[first.id], first, reader) : String(index + 1);
    return zh ? `“${name}”一行：${cells}` : `row “${name}”: ${cells}`;
  });
  return `${label}${zh ? '：' : ': '}${parts.join(zh ? '；' : '; ')}`;
}

/** A value as people read it: options by their words, references by their titles. */
function valueWords(value: unknown, field: Field | null, reader: Reader): string {
  const { locale, timeZone } = reader;
  const zh = locale === 'zh-CN';
  if (value === null || value === undefined) return zh ? '空' : 'nothing';
  if (typeof value === 'boolean') return value ? (zh ? '是' : 'yes') : zh ? '否' : 'no';
  if (Array.isArray(value))
    return value.map((one) => valueWords(one, field, reader)).join(zh ? '、' : ', ') || '—';
  if (typeof value === 'object') return String((value as { title?: unknown }).title ?? '…');
  const moment = field?.type === 'datetime' ? Date.parse(String(value)) : Number.NaN;
  if (!Number.isNaN(moment))
    return new Date(toLocal(moment, timeZone)).toISOString().slice(0, 16).replace('T', ' ');
  const option = field?.options?.find(({ id }) => id === value);
  return option ? localize(option.label, locale) : String(value);
}
