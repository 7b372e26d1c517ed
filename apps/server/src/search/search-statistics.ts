import type { Form } from '@fieldwork/metadata';
import { hashOf, type SearchedField, type Statistics, statisticsOf } from '@fieldwork/search';
import { Injectable } from '@nestjs/common';
import { SearchStore } from './search.store.js';

const sampled = 4000;
/** Figures of many records change slowly. */
const keptMs = (total: number) => Math.min(60_000, 1000 + total * 10);

interface Kept {
  until: number;
  statistics: Promise<Statistics>;
}

/** How words are spread over a form: read from a sample, kept for a minute. Only ranks; it shows nobody anything. */
@Injectable()
export class SearchStatistics {
  readonly #kept = new Map<string, Kept>();

  constructor(private readonly store: SearchStore) {}

  of(app: string, form: Form, fields: readonly SearchedField[]): Promise<Statistics> {
    const key = `${app}/${form.id}`;
    const kept = this.#kept.get(key);
    if (kept && Date.now() < kept.until) return kept.statistics;
    const reading: Kept = { until: Date.now() + keptMs(0), statistics: this.#read(app, form, fields) };
    this.#kept.set(key, reading);
    reading.statistics.then(
      ({ total }) => {
        reading.until = Date.now() + keptMs(total);
      },
      () => this.#kept.delete(key),
    );
    return reading.statistics;
  }

  /** For who has just changed everything. */
  forget(): void {
    this.#kept.clear();
  }

  async #read(app: string, form: Form, fields: readonly SearchedField[]): Promise<Statistics> {
    const { words, total } = await this.store.sample(app, form.id, sampled);
    const weights = new Map(fields.map(({ field, weight }) => [hashOf(field.id), weight]));
    return statisticsOf(words, total, weights);
  }
}
