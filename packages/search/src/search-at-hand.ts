import type { Form } from '@fieldwork/metadata';
import { packWords } from './document.js';
import { fold } from './fold.js';
import { excerptOf, type Piece } from './highlight.js';
import type { Language } from './language.js';
import { termsOf } from './query.js';
import { rank, statisticsOf } from './rank.js';
import { recordWords, textOf } from './record-words.js';
import { type SearchedField, searchedFields } from './searched-fields.js';
import { hashOf } from './tokens.js';

export type AtHand = Readonly<Record<string, unknown>> & { readonly id: string };

/** As a search on the server answers. */
export interface FoundAtHand {
  id: string;
  title: string | null;
  score: number;
  excerpts: { field: string; pieces: Piece[] }[];
}

const excerptLength = 120;
const mostExcerpts = 2;
/** What is worth less than this part of the best is not meant. */
const worthOfBest = 0.1;

/** Where there is no dictionary: words and pairs of characters are found, sounds are not. */
const noLanguage: Language = { words: () => [], pinyin: () => [] };

/**
 * Searches records that are all at hand, such as those on a phone, by the fields that their form is searched by and by
 * the same ranking as everywhere, the best first. What no word leads to is looked for inside of the texts.
 */
export function searchAtHand(
  form: Form,
  forms: ReadonlyMap<string, Form>,
  records: readonly AtHand[],
  question: string,
  limit: number,
): FoundAtHand[] {
  const fields = searchedFields(form, { forms });
  const terms = termsOf(question);
  const weights = new Map(fields.map(({ field, weight }) => [hashOf(field.id), weight]));
  const candidates = records.map((record) => ({ id: record.id, words: wordsOf(record, fields), sees: null }));
  const statistics = statisticsOf(
    candidates.map(({ words }) => words),
    candidates.length,
    weights,
  );
  // A word that all of them have tells nothing, but it is there.
  const ranked = rank({ own: terms, meant: [] }, candidates, weights, statistics).filter(
    ({ share }) => share > 0,
  );
  const lowest = (ranked[0]?.score ?? 0) * worthOfBest;
  const found = ranked.filter(({ score }) => score >= lowest);
  const known = new Set(found.map(({ id }) => id));
  const inside = records
    .filter((record) => !known.has(record.id) && holdsText(record, fields, question))
    .map(({ id }) => ({ id, score: 0 }));
  const byId = new Map(records.map((record) => [record.id, record]));
  const tokens = new Set(terms.map(({ token }) => token));
  return [...found, ...inside].slice(0, limit).flatMap(({ id, score }) => {
    const record = byId.get(id);
    return record
      ? [{ id, score, title: titleOf(form, record), excerpts: excerpts(record, fields, tokens) }]
      : [];
  });
}

const kept = new WeakMap<AtHand, { form: SearchedField['field'] | undefined; words: Uint8Array }>();

/** Records are the same objects as long as nothing changes in them, so their words are counted once. */
function wordsOf(record: AtHand, fields: readonly SearchedField[]): Uint8Array {
  const first = fields[0]?.field;
  const before = kept.get(record);
  if (before && before.form === first) return before.words;
  const words = packWords(recordWords(fields, record, noLanguage));
  kept.set(record, { form: first, words });
  return words;
}

function holdsText(record: AtHand, fields: readonly SearchedField[], question: string): boolean {
  const sought = fold(question).trim();
  return (
    sought.length > 1 && fields.some(({ field }) => fold(textOf(field, record[field.id])).includes(sought))
  );
}

function titleOf(form: Form, record: AtHand): string | null {
  const field = form.fields.find(({ id }) => id === form.title);
  const title = field ? textOf(field, record[field.id]) : '';
  return title === '' ? null : title;
}

function excerpts(record: AtHand, fields: readonly SearchedField[], tokens: ReadonlySet<string>) {
  return fields
    .map(({ field, weight }) => ({
      field: field.id,
      weight,
      ...excerptOf(textOf(field, record[field.id]), tokens, excerptLength),
    }))
    .filter(({ hits }) => hits > 0)
    .sort((a, b) => b.weight * b.hits - a.weight * a.hits)
    .slice(0, mostExcerpts)
    .map(({ field, pieces }) => ({ field, pieces }));
}
